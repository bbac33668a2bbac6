import { join } from 'node:path'
import type { Server } from 'restify'
import { changeTurns, type ConversationStore } from '../../bot/conversations.js'
import type { ServerParts } from '../server.js'
import type { Disk } from '../store/disk.js'
import { openEntrance, type WebSettings } from './entrance.js'
import { openLine, type OpenLine } from './open-line.js'
import { RoomFiles } from './room-files.js'
import type { Room } from './room.js'
import { channelId } from './stamp.js'
import type { TurnsParts } from './turns.js'

/** The bot, its conversations, and where the web chat keeps what outlives the process. */
export interface WebChatParts extends TurnsParts {
  readonly dataDir: string
  readonly disk: Disk
  /** What the bot remembers. */
  readonly conversations: ConversationStore
  /** The clock of tokens in milliseconds; the system's unless told. */
  readonly now?: () => number
}

/** The web chat's server side as a whole. */
export class WebChat {
  readonly #parts: WebChatParts
  readonly #open: OpenLine
  readonly #sweeping: NodeJS.Timeout

  constructor(settings: WebSettings, parts: WebChatParts) {
    this.#parts = parts
    this.#open = openLine(parts, openEntrance(settings, parts), settings)
    this.#sweeping = setInterval(() => parts.rooms.sweep(), 60_000).unref()
  }

  /** Adds the routes to a server. */
  get routes(): (server: Server) => void {
    return this.#open.routes
  }

  /** Takes the streams of clients. */
  get upgrade(): NonNullable<ServerParts['upgrade']> {
    return (req, socket, head) => this.#open.streams.upgrade(req, socket, head)
  }

  /**
   * Takes up the conversations of the process that last listened on this port. Only who holds the
   * port may do so: two processes must not write one file.
   *
   * @param ready what was left undone is taken up after that
   * @throws where the folder can't be read or written, with what to do
   */
  resume(port: number, ready: Promise<unknown> = Promise.resolve()): void {
    const { rooms, dataDir, disk } = this.#parts
    try {
      const resumed = rooms.resume(new RoomFiles({ dataDir, port }, disk))
      const left = resumed.map((room) => ({ room, open: room.open() }))
      // Before that a kill would count as the end that the activity brought about.
      void Promise.all([ready, this.#takeOver(resumed)]).then(() => this.#open.line.takeUp(left))
    } catch (cause) {
      const what = `${join(dataDir, 'conversations')} can’t be used (${String(cause)})`
      throw new Error(`Direct Line: ${what}. Make it a writable folder, or set DATA_DIR.`, {
        cause,
      })
    }
  }

  /** Has the bot remember the turns that an earlier release kept beside what was said. */
  async #takeOver(resumed: readonly Room[]): Promise<void> {
    const { conversations: store, rooms } = this.#parts
    for (const room of resumed.filter(({ former }) => former.length > 0)) {
      const id = `${channelId}/${room.id}`
      // That release wrote them later than what is known: whoever takes them over takes them away.
      await changeTurns({ store, id }, (known) => [...known, ...room.former])
      rooms.release(room)
    }
  }

  /** Fulfilled once every turn that has begun is over. */
  idle(): Promise<void> {
    return this.#open.line.idle()
  }

  /** Closes the streams, then the files: nothing is written after that. */
  letGo(): void {
    clearInterval(this.#sweeping)
    this.#open.streams.close()
    this.#parts.rooms.close()
  }
}
