import { ReportBot, type HandlerParts } from '../../bot/handler/handler.js'
import type { Assistant } from '../../bot/assistant.js'
import { Door } from '../../adapters/bot-framework/door.js'
import {
  StrictAuthentication,
  type SdkSettings,
} from '../../adapters/bot-framework/authentication.js'
import { listen } from '../../adapters/http/listen.js'
import { createLog } from '../../adapters/log.js'
import { createServer } from '../../adapters/server.js'
import type { Stores } from '../../adapters/store/open-stores.js'
import type { TurnQueue } from '../../adapters/turn-queue.js'
import { FakeAssistant } from './assistant.js'
import { memoryStores } from './memory-stores.js'
import type { ServiceClientCredentialsFactory } from 'botframework-connector'

/** What a test may set; the rest is as in production without an app id. */
export interface Setup extends Pick<HandlerParts, 'channels' | 'feedback' | 'misses'> {
  /** What is remembered, where it is to outlive this server. */
  readonly stores?: Pick<Stores, 'memory' | 'deliveries'> & Pick<HandlerParts, 'conversations'>
  readonly assistant?: Assistant
  readonly sdk?: SdkSettings
  readonly credentials?: ServiceClientCredentialsFactory
  /** Milliseconds that a turn waits for its channel. */
  readonly patienceMs?: number
  readonly loading?: () => string | undefined
  readonly model?: () => string | undefined
  readonly bodyLimit?: number
  readonly graceMs?: number
  readonly port?: number
  readonly logLevel?: 'debug' | 'error'
  readonly refusal?: TurnQueue['refusal']
}

/** The bot behind its real server on a free port, with its log at hand. */
export async function serveBot(setup: Setup = {}) {
  const lines: string[] = []
  const log = createLog(setup.logLevel ?? 'debug', {
    write: (line: string) => void lines.push(line),
  })
  const { assistant = new FakeAssistant(), sdk = {}, loading = () => undefined } = setup
  const localOnly = sdk.MicrosoftAppId === undefined
  const { conversations, memory, deliveries } = setup.stores ?? memoryStores()
  const bot = new ReportBot({ ...setup, assistant, conversations, memory })
  const { credentials, patienceMs } = setup
  const parts = {
    log,
    ...(credentials && { credentials }),
    ...(patienceMs !== undefined && { patienceMs }),
  }
  const authentication = new StrictAuthentication(sdk, parts)
  const limit = setup.refusal === undefined ? {} : { refusal: setup.refusal }
  const door = new Door({ bot, log, deliveries, localOnly, authentication, ...limit })
  const server = createServer({
    messages: (authorization, body) => door.receive(authorization, body),
    bodyLimit: setup.bodyLimit ?? 262_144,
    loading,
    ...(setup.model && { model: setup.model }),
    localOnly,
    log,
  })
  const place = { host: '127.0.0.1', port: setup.port ?? 0, graceMs: setup.graceMs ?? 10_000 }
  const { url, close } = await listen(server, place)
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { url, close, logged, door, server }
}
