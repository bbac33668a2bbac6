import type { Change, ConversationStore, Remembered } from '../../bot/conversations.js'

const nothing: Remembered = { version: 0, exchanges: [] }

/** Conversations in memory: gone when the process ends. */
export class MemoryConversations implements ConversationStore {
  // Ordered by their last change: one that changes is set anew.
  readonly #kept = new Map<string, Remembered>()
  readonly #limit: number

  /** @param limit conversations that are kept, the longest unchanged forgotten first */
  constructor(limit = 1000) {
    this.#limit = limit
  }

  read(id: string): Promise<Remembered> {
    return Promise.resolve(this.get(id))
  }

  /** The same at once. */
  get(id: string): Remembered {
    return this.#kept.get(id) ?? nothing
  }

  update(id: string, version: number, change: Change): Promise<Remembered | undefined> {
    const before = this.get(id)
    if (before.version !== version) return Promise.resolve(undefined)
    const after = { version: version + 1, exchanges: change(before.exchanges) }
    this.set(id, after)
    return Promise.resolve(after)
  }

  /** Remembers this and nothing else of a conversation; nothing at all where it is left out. */
  set(id: string, remembered?: Remembered): void {
    this.#kept.delete(id)
    if (remembered === undefined) return
    this.#kept.set(id, remembered)
    const [oldest = id] = this.#kept.keys()
    if (this.#kept.size > this.#limit) this.#kept.delete(oldest)
  }
}
