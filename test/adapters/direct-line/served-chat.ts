import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openChannels } from '../../../adapters/channels.js'
import { readConfig } from '../../../adapters/config.js'
import { listen } from '../../../adapters/http/listen.js'
import { createLog } from '../../../adapters/log.js'
import { createServer } from '../../../adapters/server.js'
import { Disk } from '../../../adapters/store/disk.js'
import { openStores } from '../../../adapters/store/open-stores.js'
import type { TurnQueue } from '../../../adapters/turn-queue.js'
import type { Assistant } from '../../../bot/assistant.js'
import { ReportBot, type HandlerParts } from '../../../bot/handler/handler.js'
import { FakeAssistant } from '../../fakes/assistant.js'

/** What a test may set; the rest is as in production without an app id. */
export interface ChatSetup extends Pick<
  HandlerParts,
  'feedback' | 'misses' | 'channels' | 'contact'
> {
  readonly assistant?: Assistant
  readonly env?: Readonly<Record<string, string>>
  readonly dataDir?: string
  readonly port?: number
  readonly refusal?: TurnQueue['refusal']
  /** Routes beside those of the web chat. */
  readonly routes?: ReturnType<typeof openChannels>['routes']
}

/** A folder for the data of one server after the other. */
export function freshDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'direct-line-'))
}

/** The web chat behind its real server, put together as npm start does it. */
export async function serveChat(setup: ChatSetup = {}) {
  const lines: string[] = []
  const log = createLog('debug', { write: (line: string) => void lines.push(line) })
  const { assistant = new FakeAssistant(), dataDir = freshDataDir(), port = 0 } = setup
  const config = readConfig({ DATA_DIR: dataDir, ...setup.env })
  const { bodyLimit } = config
  const limit = setup.refusal === undefined ? {} : { refusal: setup.refusal }
  const disk = new Disk(log)
  const stores = openStores(config, disk)
  const { conversations, memory } = stores
  const { resume, rest, ...channels } = openChannels(
    config,
    (transcripts) => new ReportBot({ ...setup, assistant, conversations, memory, transcripts }),
    { log, disk, stores, ...limit },
  )
  const routes = [...channels.routes, ...(setup.routes ?? [])]
  const server = createServer({ ...channels, routes, loading: () => undefined, bodyLimit, log })
  const listening = await listen(server, { host: '127.0.0.1', port, graceMs: 2000 })
  const { url } = listening
  resume(Number(new URL(url).port))
  const stop = () => listening.close(rest)
  return { url, stop, dataDir, port: Number(new URL(url).port), log: () => lines.join('') }
}

/** Posts JSON and gives the status, the body and the headers of the answer. */
export async function postJson(url: string, body: unknown, headers: Record<string, string> = {}) {
  return call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** Asks for anything and reads the answer as JSON. */
export async function call(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init)
  const text = await response.text()
  const json = JSON.parse(text === '' ? '{}' : text) as Answered
  return { status: response.status, headers: response.headers, json }
}

/** Everything that any of the endpoints answers. */
export interface Answered {
  readonly conversationId: string
  readonly token: string
  readonly expires_in: number
  readonly userId: string
  readonly resumed: boolean
  readonly streamUrl: string
  readonly id: string
  readonly watermark: string
  readonly activities: readonly Received[]
  readonly error?: { readonly code: string; readonly message: string }
}

/** An activity as clients receive it. */
export interface Received {
  readonly type: string
  readonly id: string
  readonly text?: string
  readonly timestamp: string
  readonly replyToId?: string
  readonly channelId: string
  readonly from: { readonly id: string; readonly role: string }
  readonly channelData: {
    readonly clientActivityID?: string
    readonly 'webchat:sequence-id': number
  }
  readonly suggestedActions?: { readonly actions: readonly { readonly value: string }[] }
}

/** Gets a token as the page does; with an earlier one to go on with its conversation. */
export async function pageToken(url: string, earlier?: string): Promise<Answered> {
  const body = earlier === undefined ? {} : { token: earlier }
  const ask = () => postJson(`${url}/web/token`, body, { origin: url })
  // After a restart, fetch may first try a connection that it kept to the old server.
  return (await ask().catch(ask)).json
}

/** Begins a conversation as a client does that holds no more than a token. */
export async function begin(url: string) {
  const { token, conversationId } = await pageToken(url)
  const headers = { authorization: `Bearer ${token}` }
  const started = await postJson(`${url}/v3/directline/conversations`, {}, headers)
  const path = `${url}/v3/directline/conversations/${conversationId}`
  const say = (text: string, more: object = {}) =>
    postJson(`${path}/activities`, { type: 'message', text, ...more }, headers)
  const read = async (watermark?: string) => {
    const query = watermark === undefined ? '' : `?watermark=${watermark}`
    return (await call(`${path}/activities${query}`, { headers })).json
  }
  const reconnect = async (query = '') => (await call(`${path}${query}`, { headers })).json
  return { ...started.json, token, headers, path, say, read, reconnect }
}
