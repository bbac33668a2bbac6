import { setTimeout as wait } from 'node:timers/promises'
import { DirectLine, type Activity, type ConnectionStatus } from 'botframework-directlinejs'
import WebSocket from 'ws'
import xhr2 from 'xhr2'
import type { Received } from './served-chat.js'

// The client was written for browsers and looks for these by name, even when it only polls.
Object.assign(globalThis, { WebSocket, XMLHttpRequest: xhr2 })

/** Microsoft's own client, with all it received and a handle on its socket. */
export function connect(
  url: string,
  { token, webSocket = true }: { token: string; webSocket?: boolean },
) {
  const sockets: WebSocket[] = []
  class Watched extends WebSocket {
    constructor(address: string) {
      super(address)
      sockets.push(this)
    }
  }
  const options = { domain: `${url}/v3/directline`, token, webSocket, pollingInterval: 200 }
  // Without chance the client comes back after 3 s, its shortest wait.
  const services = { WebSocket: Watched, random: () => 0 }
  const client = new DirectLine({ ...options, ...services } as typeof options)
  const received: Received[] = []
  const statuses: ConnectionStatus[] = []
  const failures: unknown[] = []
  client.connectionStatus$.subscribe((status) => void statuses.push(status))
  client.activity$.subscribe(
    (activity) => void received.push(activity as unknown as Received),
    (error: unknown) => void failures.push(error),
  )
  const post = async (activity: object) => {
    const id: unknown = await client.postActivity(activity as Activity).toPromise()
    return String(id)
  }
  const say = (text: string, clientActivityID = text) =>
    post({ type: 'message', text, from: { id: '' }, channelData: { clientActivityID } })
  return { client, received, statuses, failures, post, say, sockets, end: () => client.end() }
}

/** Waits until something holds; a test that waits in vain fails by its time limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(10)
}

/** The texts of the messages, in order, each with who said it. */
export function texts(received: readonly Received[]): string[] {
  return received.flatMap(({ type, from, text = '' }) =>
    type === 'message' ? [`${from.role}: ${text}`] : [],
  )
}
