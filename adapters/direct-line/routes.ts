import type { Next, Request, RequestHandler, Response, Server } from 'restify'
import { answering, send, type HttpAnswer } from '../http/answer.js'
import { fault } from '../http/faults.js'
import { jsonBody } from '../http/guards.js'
import { NotKept } from '../store/disk.js'
import type { ConversationVerbs } from './conversation-verbs.js'
import type { Gate } from './gate.js'
import { crossOrigin, type Origins } from './origins.js'
import { prefix } from './prefix.js'
import { Refusal } from './refusal.js'
import type { TokenVerbs } from './token-verbs.js'

/** What the routes lead to. */
export interface RouteParts {
  readonly tokens: TokenVerbs
  readonly conversations: ConversationVerbs
  readonly gate: Gate
  readonly origins: Origins
  /** Bytes of a request's body that are read. */
  readonly bodyLimit: number
}

/** Adds Direct Line 3.0 and the page's own source of tokens to a server. */
export function directLineRoutes(parts: RouteParts): (server: Server) => void {
  const { gate, origins, bodyLimit } = parts
  const before = { none: [admitting(gate)], json: [admitting(gate), ...jsonBody(bodyLimit)] }
  return (server) => {
    server.pre(crossOrigin(origins))
    for (const [method, path, body, answer] of verbs(parts)) {
      const handlers = [...before[body], answering((req) => answer(req).catch(refused))]
      if (method === 'GET') server.get(path, handlers)
      else server.post(path, handlers)
    }
  }
}

type Verb = readonly [
  method: 'GET' | 'POST',
  path: string,
  body: 'none' | 'json',
  answer: (req: Request) => Promise<HttpAnswer>,
]

function verbs({ tokens, conversations }: RouteParts): readonly Verb[] {
  const one = `${prefix}/conversations/:id`
  return [
    ['POST', '/web/token', 'json', (req) => tokens.forPage(req, req.body)],
    ['POST', `${prefix}/tokens/generate`, 'json', (req) => tokens.generate(req, req.body)],
    ['POST', `${prefix}/tokens/refresh`, 'none', (req) => tokens.refresh(req)],
    ['POST', `${prefix}/conversations`, 'json', (req) => conversations.start(req)],
    ['GET', one, 'none', (req) => conversations.reconnect(req)],
    ['GET', `${one}/activities`, 'none', (req) => conversations.read(req)],
    ['POST', `${one}/activities`, 'json', (req) => conversations.post(req)],
    ['POST', `${one}/forget`, 'json', (req) => conversations.forget(req)],
    ['POST', `${one}/upload`, 'none', (req) => conversations.upload(req)],
  ]
}

/** Counts the request before its body is read. */
function admitting(gate: Gate): RequestHandler {
  return (req: Request, res: Response, next: Next) => {
    try {
      gate.admit(req)
      next()
    } catch (error) {
      send(res, refused(error))
      next(false)
    }
  }
}

/** Refusals are thrown where they are found and turned into answers here. */
function refused(error: unknown): HttpAnswer {
  if (error instanceof Refusal) return error.answer
  if (error instanceof NotKept) return { ...fault('NotKept'), headers: { 'retry-after': '10' } }
  throw error
}
