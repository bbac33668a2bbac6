import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from 'restify'

/** A server that accepts connections. */
export interface Listening {
  readonly url: string
  /** Stops accepting, lets the turns in flight end within the grace time, then cuts what is left. */
  readonly close: () => Promise<void>
}

/** Where to listen, and how long a shutdown waits for turns in flight. */
export interface Place {
  readonly host: string
  readonly port: number
  /** 8,000 unless told: a container that hasn't ended after 10 seconds is killed. */
  readonly graceMs?: number
}

/**
 * Opens the server's port.
 *
 * @throws where the port or the host can't be had, with the variable to change
 */
export async function listen(server: Server, place: Place): Promise<Listening> {
  const { host, port, graceMs = 8000 } = place
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
  return { url, close: () => close(server, graceMs) }
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  // A connection that is kept alive counts as open until someone closes it.
  const sweep = setInterval(() => server.server.closeIdleConnections(), 25)
  await within(graceMs, closed)
  clearInterval(sweep)
  server.server.closeAllConnections()
  await within(1000, closed)
}

async function within(ms: number, done: Promise<void>): Promise<void> {
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
