import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from 'restify'
import { openEntrance, type WebSettings } from './entrance.js'
import { openLine, type OpenLine } from './open-line.js'
import { resumeRooms } from './resume.js'
import type { RoomAdapterParts } from './room-adapter.js'

/** The bot, its conversations, and where the web chat keeps what outlives the process. */
export interface WebChatParts extends RoomAdapterParts {
  readonly dataDir: string
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

  /**
   * Takes up the conversations of the process that last listened on this port. Only who holds the
   * port may do so: two processes must not write one file.
   *
   * @throws where the file can't be read or written, with what to do
   */
  resume(port: number): void {
    const { rooms, dataDir } = this.#parts
    this.#open.line.apologize(resumeRooms(rooms, { dataDir, port }))
  }

  /** Lets the turns in flight end within the grace time, then closes the streams and the file. */
  async close(graceMs = 8000): Promise<void> {
    const patience = new AbortController()
    const { signal } = patience
    await Promise.race([this.#open.line.idle(), wait(graceMs, undefined, { signal })])
    patience.abort()
    clearInterval(this.#sweeping)
    this.#open.streams.close()
    this.#parts.rooms.close()
  }
}
