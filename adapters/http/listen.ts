import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from 'restify'
import { fault } from './faults.js'

/** A server that accepts connections. */
export interface Listening {
  readonly url: string
  /**
   * Takes nothing new: who posts is told to come back. Lets what is in flight end within the grace
   * time, lets go of what else is open, and then cuts the connections.
   */
  readonly close: (rest?: Rest) => Promise<void>
}

/** What goes on beside requests, and has to end with the server. */
export interface Rest {
  /** Fulfilled once nothing that was begun goes on. */
  readonly idle: () => Promise<void>
  /** Lets go of streams and files; nothing is written after that. */
  readonly letGo: () => void
}

/** Where to listen, and how long a shutdown waits for turns in flight. */
export interface Place {
  readonly host: string
  readonly port: number
  /** 7,000 unless told: a service manager or a container engine kills after 10 s. */
  readonly graceMs?: number
}

/**
 * Opens the server's port.
 *
 * @throws where the port or the host can't be had, with the variable to change
 */
export async function listen(server: Server, place: Place): Promise<Listening> {
  const { host, port, graceMs = 7000 } = place
  await new Promise<void>((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException) => reject(explained(cause, place))
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      resolve()
    })
  })
  const name = host.includes(':') ? `[${host}]` : host
  const url = `http://${name}:${server.address().port}`
  return { url, close: (rest = nothing) => close(server, rest, graceMs) }
}

const nothing: Rest = { idle: () => Promise.resolve(), letGo: () => undefined }

async function close(server: Server, { idle, letGo }: Rest, graceMs: number): Promise<void> {
  server.first((req, res) => turnAway(req, res))
  await within(graceMs, Promise.all([answered(server), idle()]))
  letGo()
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.server.closeIdleConnections()
  // Who holds a connection open without a request in it isn't waited for.
  await within(100, closed)
  server.server.closeAllConnections()
  await within(1000, closed)
}

/** From now on only what changes nothing is served, such as answers that are still being fetched. */
function turnAway({ method }: IncomingMessage, res: ServerResponse): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return true
  const { status, body } = fault('Stopping')
  res.writeHead(status, { 'content-type': 'application/json', 'retry-after': '5' })
  res.end(JSON.stringify(body))
  return false
}

/** Fulfilled once no request is being worked on. */
async function answered(server: Server): Promise<void> {
  while (server.inflightRequests() > 0) await wait(20)
}

async function within(ms: number, done: Promise<unknown>): Promise<void> {
  const patience = new AbortController()
  await Promise.race([done, wait(ms, undefined, { signal: patience.signal })])
  patience.abort()
}

function explained(cause: NodeJS.ErrnoException, { host, port }: Place): Error {
  const texts: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is in use. Stop the other process or set PORT.`,
    EACCES: `port ${port} may not be opened by this user. Set PORT to 1024 or more.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set HOST to one.`,
    ENOTFOUND: `${host} is no known host. Set HOST to an address of this machine.`,
  }
  const text = texts[cause.code ?? ''] ?? `${host}:${port} can’t be opened (${cause.message}).`
  return new Error(`Server: ${text}`, { cause })
}
