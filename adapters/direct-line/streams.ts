import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { refuseUpgrade } from '../http/first-guard.js'
import { addressOf } from './address.js'
import type { Codes, Ticket } from './codes.js'
import type { Room } from './room.js'
import type { Rooms } from './rooms.js'

/** What streams need. */
export interface StreamSettings {
  readonly rooms: Rooms
  readonly codes: Codes
  readonly proxies: number
  readonly socketsPerAddress: number
  /** Between two pings; a socket that answers none of them is closed. 25,000 unless told. */
  readonly pingMs?: number
}

/** A request for a stream, and where it comes from. */
interface Upgrade {
  readonly req: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly address: string
}

/** Bytes that may wait for a client that doesn't read; then it has to come back for them. */
const maxWaiting = 4 * 1024 * 1024

/** Frames between two pings; the client has no reason for more than a few. */
const maxFrames = 200

/** The WebSocket streams: one a conversation, over which its activities go out in order. */
export class Streams {
  readonly #settings: StreamSettings
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1024 })
  readonly #streams = new Map<string, WebSocket>()
  /** Frames that came in since the last ping. */
  readonly #heard = new WeakMap<WebSocket, number>()
  readonly #addresses = new Map<string, number>()
  readonly #pinging: NodeJS.Timeout

  constructor(settings: StreamSettings) {
    this.#settings = settings
    this.#pinging = setInterval(() => this.#ping(), settings.pingMs ?? 25_000).unref()
  }

  /** Takes a request for another protocol, or turns it away. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    const code = streamPath.exec(req.url ?? '')?.[1]
    const address = addressOf(req, this.#settings.proxies)
    const isOneTooMany = (this.#addresses.get(address) ?? 0) >= this.#settings.socketsPerAddress
    if (code === undefined) refuseUpgrade(socket, 404)
    else if (isOneTooMany) refuseUpgrade(socket, 429)
    else void this.#redeem(code, { req, socket, head, address })
  }

  /** Closes every stream; clients take it as a lost connection and come back. */
  close(): void {
    clearInterval(this.#pinging)
    for (const stream of this.#server.clients) {
      stream.close(1012, 'restart')
      setTimeout(() => stream.terminate(), 500).unref()
    }
  }

  async #redeem(code: string, { req, socket, head, address }: Upgrade): Promise<void> {
    const ticket = await this.#settings.codes.redeem(code)
    const room = ticket && this.#settings.rooms.find(ticket.conversation)
    if (ticket === undefined || room === undefined || !isFrom(req, ticket)) {
      refuseUpgrade(socket, 403)
      return
    }
    this.#server.handleUpgrade(req, socket, head, (stream) => {
      this.#count(address, stream)
      this.#open(room, stream, ticket.seen)
    })
  }

  #open(room: Room, stream: WebSocket, seen: number): void {
    this.#streams.get(room.id)?.close(1000, 'collision')
    this.#streams.set(room.id, stream)
    const send = (frame: string) => {
      stream.send(frame)
      if (stream.bufferedAmount > maxWaiting) stream.terminate()
    }
    // What was said so far goes out before anything new can: nothing comes in between here.
    const past = room.after(seen)
    if (past !== undefined) send(past)
    room.listener = send
    stream.on('close', () => {
      if (this.#streams.get(room.id) !== stream) return
      this.#streams.delete(room.id)
      room.listener = undefined
    })
  }

  /** The client says nothing on the stream but an empty frame now and then, to see whether it holds. */
  #count(address: string, stream: WebSocket): void {
    const add = (one: number) => {
      const count = (this.#addresses.get(address) ?? 0) + one
      if (count > 0) this.#addresses.set(address, count)
      else this.#addresses.delete(address)
    }
    add(1)
    stream.on('close', () => add(-1))
    stream.on('error', () => stream.terminate())
    const hear = () => {
      const frames = (this.#heard.get(stream) ?? 0) + 1
      this.#heard.set(stream, frames)
      if (frames > maxFrames) stream.terminate()
    }
    hear()
    stream.on('pong', hear)
    stream.on('message', hear)
  }

  #ping(): void {
    for (const stream of this.#server.clients) {
      if (this.#heard.get(stream) === 0) stream.terminate()
      else stream.ping()
      this.#heard.set(stream, 0)
    }
  }
}

const streamPath = /^\/v3\/directline\/conversations\/[^/?]+\/stream\?t=([\w-]+)$/

function isFrom({ headers: { origin } }: IncomingMessage, { origins }: Ticket): boolean {
  return origin === undefined || origins.includes(origin)
}
