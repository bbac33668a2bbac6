import type { PassageId } from '../knowledge/citation/passage.js'

/** A question that the bot had no good answer to; who asked it is not kept. */
export interface Miss {
  readonly question: string
  /** Whether the bot refused it, or a reader put the thumb down. */
  readonly reason: 'refused' | 'disliked'
  /** What the bot said. */
  readonly answer: string
  /** The places that came nearest, or that the answer cited. */
  readonly places: readonly PassageId[]
  readonly channel: string
  /** The message that asked it, by which it can be forgotten; a question is kept once a reason. */
  readonly message: string
}

/** Keeps what was asked in vain, so that a curator knows what to write next. */
export interface MissStore {
  /** Keeps a miss as far as the disk allows: an answer is given all the same. */
  add(miss: Miss): Promise<void>
  /** Removes what a message asked in vain. */
  forget(message: string): Promise<void>
}

/** Keeps nothing: for operators who want that, and for conversations that nobody evaluates. */
export const noMisses: MissStore = {
  add: () => Promise.resolve(),
  forget: () => Promise.resolve(),
}
