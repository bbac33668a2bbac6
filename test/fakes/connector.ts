import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sent } from './activities.js'

/** A channel's service: takes the bot's replies over HTTP and keeps them. */
export interface Connector {
  readonly url: string
  readonly received: { path: string; authorization: string | undefined; activity: Sent }[]
  close(): void
}

/** Opens a local service URL; `status` is what it answers. */
export async function openConnector(status = 200): Promise<Connector> {
  const received: Connector['received'] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk: Buffer) => (body += chunk.toString()))
    req.on('end', () => {
      const { authorization } = req.headers
      received.push({ path: req.url ?? '', authorization, activity: JSON.parse(body) as Sent })
      res.statusCode = status
      res.setHeader('content-type', 'application/json')
      res.end('{"id":"1"}')
    })
  })
  const url = await opened(server)
  return { url, received, close: () => void server.close() }
}

/** Opens a server on a free port of this machine and gives its address. */
export async function opened(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
