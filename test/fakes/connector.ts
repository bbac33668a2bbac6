import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sent } from './activities.js'

/** What the bot asked of the service: to show an activity, or to put it in the place of another. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly activity: Sent
  /** The id that the service gave it. */
  readonly id: string
}

/** A channel's service: takes the bot's replies over HTTP and keeps them. */
export interface Connector {
  readonly url: string
  readonly received: Received[]
  close(): void
}

/** What the service answers in place of an id. */
export interface Refusal {
  readonly status: number
  readonly body: object
}

/** Opens a local service URL; `refuse` gives what it refuses, and with what. */
export async function openConnector(
  refuse: (activity: Sent, method: string) => Refusal | undefined = () => undefined,
): Promise<Connector> {
  const received: Received[] = []
  let count = 0
  const server = createServer((req, res) => {
    let text = ''
    req.on('data', (chunk: Buffer) => (text += chunk.toString()))
    req.on('end', () => {
      const { method = '', url: path = '' } = req
      const activity = JSON.parse(text || '{}') as Sent
      const { status, body } = refuse(activity, method) ?? {
        status: method === 'POST' ? 201 : 200,
        body: { id: `sent-${++count}` },
      }
      const id = 'id' in body ? String(body.id) : ''
      received.push({ method, path, authorization: req.headers.authorization, activity, id })
      res.writeHead(status, { 'content-type': 'application/json' })
      res.end(JSON.stringify(body))
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
