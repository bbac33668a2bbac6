import {
  MemoryConversations,
  type ConversationStore,
  type Exchange,
} from '../../bot/conversations.js'
import type { Rooms } from './rooms.js'
import { channelId } from './stamp.js'

/**
 * The bot's memory of conversations: that of the web chat is kept with the conversations
 * themselves and outlives the process; that of other channels is in memory.
 */
export class RoomMemory implements ConversationStore {
  readonly #rooms: Rooms
  readonly #others = new MemoryConversations()

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  load(id: string): Promise<readonly Exchange[]> {
    const room = this.#roomOf(id)
    return room === undefined ? this.#others.load(id) : Promise.resolve(room.exchanges)
  }

  save(id: string, exchanges: readonly Exchange[]): Promise<void> {
    const room = this.#roomOf(id)
    if (room === undefined) return this.#others.save(id, exchanges)
    this.#rooms.remember(room, exchanges)
    return Promise.resolve()
  }

  forget(id: string): Promise<readonly string[]> {
    const room = this.#roomOf(id)
    if (room === undefined) return this.#others.forget(id)
    const messages = room.history().map((activity) => activity.id)
    this.#rooms.clear(room)
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
