import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import restify, { type Next, type Request, type Response, type Server } from 'restify'
import { answering, send, type HttpAnswer } from './http/answer.js'
import { fault, faultOf } from './http/faults.js'
import { guardFirst, mayUpgrade, refuseUpgrade } from './http/first-guard.js'
import { headers, jsonBody, secured } from './http/guards.js'
import { runHandlers } from './http/uncaught.js'
import type { Log } from './log.js'

/** What the server serves, and within which limits. */
export interface ServerParts {
  /** Takes the body of a POST to /api/messages, with its authorization header; not served without. */
  readonly messages?: (authorization: string, body: unknown) => Promise<HttpAnswer>
  /** Rooms of their own: each adds its routes. One that takes `/` replaces the front page. */
  readonly routes?: readonly ((server: Server) => void)[]
  /** Takes requests for another protocol, such as a WebSocket's; without it they are turned away. */
  readonly upgrade?: (req: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** What is still being loaded; undefined once questions can be answered. */
  readonly loading: () => string | undefined
  /** How the language model does, where there is one; questions are answered however it does. */
  readonly model?: () => string | undefined
  /** Bytes of a request's body that are read. */
  readonly bodyLimit: number
  /** Whether only requests to a loopback host are taken. */
  readonly localOnly: boolean
  readonly log: Log
}

const about = {
  name: 'ctoc-assistant',
  about:
    'A chat bot that answers questions about document CTOC/COP/2012/10. There is no page here.',
  paths: { messages: 'POST /api/messages', alive: 'GET /healthz', ready: 'GET /readyz' },
}

/** Makes the HTTP server with its routes; `listen` opens its port. */
export function createServer(parts: ServerParts): Server {
  const { messages, routes = [], loading, model, bodyLimit, localOnly, log } = parts
  const server = restify.createServer({ name: '', ...untyped(log) })
  server.server.requestTimeout = 30_000
  guardFirst(server, { localOnly, headers })
  server.pre(secured)
  server.pre(headAsGet)
  server.on('restifyError', failed(log))
  server.on('after', done(log))
  server.on('error', (err: unknown) => {
    // Before that, whoever opens the port reports why it failed.
    if (server.server.listening) log.error({ err }, 'server fault')
  })
  server.on('upgrade', upgrading(parts))

  const pages: Readonly<Record<string, () => HttpAnswer>> = {
    '/': () => ({ status: 200, body: about }),
    '/healthz': () => ({ status: 200, body: { status: 'ok' } }),
    '/readyz': () => readiness(loading(), model?.()),
  }
  for (const add of routes) add(server)
  const taken = pathsOf(server)
  for (const [path, page] of Object.entries(pages)) {
    if (!taken.has(path)) server.get(path, answering(page))
  }
  if (messages !== undefined) {
    const receive = ({ headers, body }: Request) => messages(headers.authorization ?? '', body)
    server.post('/api/messages', jsonBody(bodyLimit), answering(receive))
  }
  return server
}

/**
 * Answers HEAD wherever there is GET: the same status and headers, while Node leaves the body of an
 * answer to HEAD out by itself (RFC 9110, section 9.3.2).
 */
function headAsGet(req: Request, _res: Response, next: Next): void {
  if (req.method === 'HEAD') req.method = 'GET'
  next()
}

function pathsOf(server: Server): ReadonlySet<string> {
  const routes: object = server.router.getRoutes()
  return new Set(Object.values(routes).map(({ path }: { path: string }) => path))
}

function readiness(waitingFor: string | undefined, model: string | undefined): HttpAnswer {
  if (waitingFor === undefined) {
    return { status: 200, body: { status: 'ready', ...(model !== undefined && { model }) } }
  }
  return fault('Loading', `The bot is still starting: ${waitingFor}`)
}

function failed(log: Log) {
  return (...[req, res, err, next]: [Request, Response, unknown, () => void]): void => {
    const answer = faultOf(err)
    const id = res.getHeader('x-request-id')
    if (answer.status >= 500) log.error({ err, id, method: req.method }, 'request failed')
    if (!res.headersSent) send(res, answer)
    next()
  }
}

function done(log: Log) {
  return (req: Request, res: Response): void => {
    const id = res.getHeader('x-request-id')
    log.debug({ id, method: req.method, path: req.path(), status: res.statusCode }, 'request')
  }
}

/** Nobody else answers a request for another protocol: its connection would stay open for ever. */
function upgrading({ upgrade, localOnly }: ServerParts) {
  return (req: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!mayUpgrade(req, socket, { localOnly, headers })) return
    if (upgrade === undefined) refuseUpgrade(socket, 404)
    else upgrade(req, socket, head)
  }
}

/** restify logs with pino and takes a function here, but its types say otherwise. */
function untyped(log: Log): object {
  return { log, handleUncaughtExceptions: runHandlers }
}
