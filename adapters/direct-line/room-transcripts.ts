import type { Transcripts } from '../../bot/transcripts.js'
import type { Rooms } from './rooms.js'
import { channelId } from './stamp.js'

/** The conversations of the web chat, which are kept with all that was said in them. */
export class RoomTranscripts implements Transcripts {
  readonly #rooms: Rooms

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  forget(id: string): Promise<readonly string[]> {
    const room = this.#roomOf(id)
    const messages = room?.history().map((activity) => activity.id) ?? []
    if (room !== undefined) this.#rooms.clear(room)
    return Promise.resolve(messages)
  }

  holds(id: string, answer: string): Promise<boolean> {
    return Promise.resolve(this.#roomOf(id)?.gave(answer) === true)
  }

  #roomOf(id: string) {
    const prefix = `${channelId}/`
    return id.startsWith(prefix) ? this.#rooms.find(id.slice(prefix.length)) : undefined
  }
}
