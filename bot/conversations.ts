import type { Turn } from './assistant.js'
import { BoundedMap } from './bounded-map.js'
import type { Reference } from './references.js'

/** A turn with the references that its answer showed, so that they can be listed again. */
export interface Exchange extends Turn {
  readonly references: readonly Reference[]
  /** The id of the user's message in its channel, by which an edit or a deletion names it. */
  readonly message?: string
}

/** Remembers the last turns of each conversation, oldest first. */
export interface ConversationStore {
  load(id: string): Promise<readonly Exchange[]>
  save(id: string, exchanges: readonly Exchange[]): Promise<void>
  /** Forgets a conversation, and what else is kept of it; gives the ids of the messages it held. */
  forget(id: string): Promise<readonly string[]>
  /** Whether the conversation is known to hold the answer with this id, though it was given long ago. */
  holds(id: string, answer: string): Promise<boolean>
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
  readonly #kept: BoundedMap<readonly Exchange[]>
  readonly #turns: number

  constructor({ conversations = 1000, turns = 6 }: Limits = {}) {
    this.#kept = new BoundedMap(conversations)
    this.#turns = turns
  }

  load(id: string): Promise<readonly Exchange[]> {
    return Promise.resolve(this.#kept.get(id) ?? [])
  }

  save(id: string, exchanges: readonly Exchange[]): Promise<void> {
    this.#kept.set(id, exchanges.slice(-this.#turns))
    return Promise.resolve()
  }

  forget(id: string): Promise<readonly string[]> {
    const messages = (this.#kept.get(id) ?? []).flatMap(({ message = [] }) => message)
    this.#kept.delete(id)
    return Promise.resolve(messages)
  }

  holds(): Promise<boolean> {
    return Promise.resolve(false)
  }
}
