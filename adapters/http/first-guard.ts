import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Server } from 'restify'
import { fault, type FaultCode } from './faults.js'

declare module 'restify' {
  interface Server {
    /** Handlers that see a request before restify does; false means that it was answered. */
    first(...handlers: ((req: IncomingMessage, res: ServerResponse) => boolean)[]): void
  }
}

/** What a request has to be before anything else looks at it. */
export interface FirstGuard {
  /** Whether only requests to a loopback host are taken. */
  readonly localOnly: boolean
  /** What every response says of itself, also the first guard's. */
  readonly headers: Readonly<Record<string, string>>
}

/** Turns away requests whose target or host can't be read, before the router throws at them. */
export function guardFirst(server: Server, guard: FirstGuard): void {
  server.first((req, res) => {
    const code = wrongWith(req, guard)
    if (code === undefined) return true
    const { status, body } = fault(code)
    const text = JSON.stringify(body)
    const type = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
    // Nobody reads the body of such a request, so that the connection can't be used again.
    res.writeHead(status, { ...guard.headers, ...type, connection: 'close' })
    res.end(text)
    return false
  })
}

/**
 * Turns away a request for another protocol for the same reasons.
 *
 * @returns whether it may go on; otherwise it was answered
 */
export function mayUpgrade(req: IncomingMessage, socket: Duplex, guard: FirstGuard): boolean {
  // The peer may be gone already; then there is nobody to tell.
  socket.on('error', () => socket.destroy())
  const code = wrongWith(req, guard)
  if (code !== undefined) refuseUpgrade(socket, fault(code).status)
  return code === undefined
}

/** Answers a request for another protocol with a status and ends its connection. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  const line = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`
  socket.end(`${line}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

/** What is wrong with a request; one in absolute form is brought into the usual one. */
function wrongWith(req: IncomingMessage, { localOnly }: FirstGuard): FaultCode | undefined {
  const hosts = req.rawHeaders.filter((name, at) => at % 2 === 0 && /^host$/i.test(name)).length
  if (hosts > 1 || !readTarget(req)) return 'BadTarget'
  // A web page can point a name of its own at this machine, and without an app id nothing else
  // would tell its requests from ours.
  return localOnly && !loopback.test(req.headers.host ?? '') ? 'ForeignHost' : undefined
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i

/** RFC 9112, section 3.2: origin form, or absolute form, whose host counts instead of the header's. */
function readTarget(req: IncomingMessage): boolean {
  const target = req.url ?? ''
  // Visible ASCII without what no URL contains; parsers differ about the rest.
  if (!/^[!$-;=?-[\]_a-z~]+$/.test(target)) return false
  if (target.startsWith('/')) return URL.canParse(`http://host${target}`)
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return false
  const { host, pathname, search } = new URL(target)
  req.url = pathname + search
  req.headers.host = host
  return true
}
