import type { Turn } from './assistant.js'
import type { Reference } from './references.js'

/** A turn with the references that its answer showed, so that they can be listed again. */
export interface Exchange extends Turn {
  readonly references: readonly Reference[]
}

/** Remembers the last turns of each conversation, oldest first. */
export interface ConversationStore {
  load(id: string): Promise<readonly Exchange[]>
  save(id: string, exchanges: readonly Exchange[]): Promise<void>
}

/** How much is remembered; what is older is dropped. */
export interface Limits {
  /** Conversations, counted by when they last changed; 1,000 unless told. */
  readonly conversations?: number
  /** Turns of one conversation; 6 unless told. */
  readonly turns?: number
}

/** Conversations in memory: gone when the process ends. */
export class MemoryConversations implements ConversationStore {
  readonly #kept = new Map<string, readonly Exchange[]>()
  readonly #conversations: number
  readonly #turns: number

  constructor({ conversations = 1000, turns = 6 }: Limits = {}) {
    this.#conversations = conversations
    this.#turns = turns
  }

  load(id: string): Promise<readonly Exchange[]> {
    return Promise.resolve(this.#kept.get(id) ?? [])
  }

  save(id: string, exchanges: readonly Exchange[]): Promise<void> {
    // A Map keeps the order of insertion: a conversation set anew is the youngest.
    this.#kept.delete(id)
    this.#kept.set(id, exchanges.slice(-this.#turns))
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#conversations && oldest !== undefined) this.#kept.delete(oldest)
    return Promise.resolve()
  }
}
