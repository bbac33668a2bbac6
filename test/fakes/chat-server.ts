import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { json } from 'node:stream/consumers'
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import {
  type ChatMessage,
  messagesIn,
  type Protocol,
  protocols,
  type Service,
  serviceAt,
} from './chat-protocols.js'

/** What the server does with a prompt. */
export type Behaviour =
  | { readonly kind: 'text'; readonly text: string; readonly tokens?: Tokens }
  /** The first piece comes late, or each one. */
  | { readonly kind: 'slow'; readonly text: string; readonly ms: number; readonly each?: boolean }
  /** A piece, then nothing more. */
  | { readonly kind: 'stall'; readonly text: string }
  /** The socket is destroyed behind the text. */
  | { readonly kind: 'broken'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** So many characters, in pieces or in one. */
  | { readonly kind: 'huge'; readonly characters: number; readonly piece: number }
  | { readonly kind: 'malformed'; readonly text: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'elsewhere'; readonly url: string }

interface Tokens {
  readonly input: number
  readonly output: number
}

/** One request as it came, and what became of it. */
export interface Asked {
  readonly service: Service
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
  readonly messages: readonly ChatMessage[]
  /** Whether the client closed the connection before all was said. */
  hungUp: boolean
  /** Characters that were taken off our hands. */
  sent: number
}

/** Decides by a prompt’s messages, and how many prompts came before, what to do. */
export type Script = (messages: readonly ChatMessage[], before: number) => Behaviour

/** A server on this machine that speaks the protocols of the services of language models. */
export async function openChatServer(script: Script, port = 0) {
  const asked: Asked[] = []
  let behave = script
  const server = createServer((req, res) => {
    const service = serviceAt(req.url ?? '')
    if (service === undefined || req.method !== 'POST') {
      res.writeHead(404).end()
      return
    }
    void json(req).then((body) => {
      const messages = messagesIn(body)
      const one = { path: req.url ?? '', headers: req.headers, hungUp: false, sent: 0 }
      const request: Asked = { service, body, messages, ...one }
      const behaviour = behave(messages, asked.length)
      asked.push(request)
      res.once('close', () => {
        request.hungUp = !res.writableFinished && behaviour.kind !== 'broken'
      })
      return new Talk(res, protocols[service], request).go(behaviour)
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`
  return {
    origin,
    asked,
    /** Goes on by another script, as if nothing had been asked. */
    play: (next: Script) => {
      behave = next
      asked.length = 0
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** An address of this machine at which nobody listens. */
export async function closedOrigin(): Promise<string> {
  const server = createSocketServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

/** One answer on its way. */
class Talk {
  constructor(
    readonly res: ServerResponse,
    readonly protocol: Protocol,
    readonly request: Asked,
  ) {}

  async go(behaviour: Behaviour): Promise<void> {
    const { kind } = behaviour
    if (kind === 'status') this.#refuse(behaviour.status, behaviour.retryAfter)
    else if (kind === 'elsewhere') {
      this.res.writeHead(307, { location: behaviour.url })
      this.res.end()
    } else if (kind === 'huge') await this.#pour(behaviour.characters, behaviour.piece)
    else if (kind === 'slow') await this.#slowly(behaviour.text, behaviour.ms, behaviour.each)
    else if (kind !== 'silent') await this.#say(behaviour)
  }

  async #say(behaviour: Extract<Behaviour, { kind: 'text' | 'stall' | 'broken' | 'malformed' }>) {
    this.#open()
    for (const piece of piecesOf(behaviour.text)) await this.#write(this.protocol.piece(piece))
    if (behaviour.kind === 'broken') this.res.destroy()
    if (behaviour.kind === 'malformed') await this.#write(this.protocol.malformed)
    if (behaviour.kind === 'text') this.#end(behaviour.tokens)
  }

  #open(): void {
    this.res.writeHead(200, { 'content-type': this.protocol.contentType })
    this.res.flushHeaders()
  }

  /** The service's own words in a refusal, which are nobody else's to read. */
  #refuse(status: number, retryAfter?: string): void {
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
    this.res.writeHead(status, { 'content-type': 'application/json', ...headers })
    this.res.end(JSON.stringify({ error: { message: 'words of the service', code: 'x' } }))
  }

  async #slowly(text: string, ms: number, each = false): Promise<void> {
    this.#open()
    const pieces = piecesOf(text)
    for (const [at, piece] of pieces.entries()) {
      if (each || at === 0) await wait(ms)
      await this.#write(this.protocol.piece(piece))
    }
    this.#end()
  }

  async #pour(characters: number, size: number): Promise<void> {
    this.#open()
    const piece = this.protocol.piece('x'.repeat(size))
    for (let left = characters; left > 0 && !this.res.destroyed; left -= size) {
      await this.#write(piece)
      // Whoever reads may be in this very process.
      await breathe()
    }
    this.#end()
  }

  async #write(text: string): Promise<void> {
    if (this.res.destroyed) return
    await new Promise<void>((resolve) => {
      this.res.once('close', resolve)
      this.res.write(text, () => {
        this.request.sent += text.length
        this.res.off('close', resolve)
        resolve()
      })
    })
  }

  #end(tokens: Tokens = { input: 100, output: 10 }): void {
    if (!this.res.destroyed) this.res.end(this.protocol.end(tokens))
  }
}

/** A word a piece, as models write. */
function piecesOf(text: string): string[] {
  return text.match(/\s*\S+/g) ?? []
}
