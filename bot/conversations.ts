import type { Turn } from './assistant.js'
import type { Reference } from './references.js'
import { limits } from './limits.js'

/** A turn with the references that its answer showed, so that they can be listed again. */
export interface Exchange extends Turn {
  readonly references: readonly Reference[]
  /** The id of the user's message in its channel, by which an edit or a deletion names it. */
  readonly message?: string
}

/** The turns of a conversation that are remembered, oldest first. */
export interface Remembered {
  /** Grows by one with each change; 0 where nothing is known of the conversation. */
  readonly version: number
  readonly exchanges: readonly Exchange[]
}

/** What comes after what is remembered. */
export type Change = (exchanges: readonly Exchange[]) => readonly Exchange[]

/** Remembers the turns of conversations, whoever else changes them at the same time. */
export interface ConversationStore {
  read(id: string): Promise<Remembered>
  /**
   * Changes what is remembered, as long as nobody else has since it was read.
   *
   * @param version the one that was read
   * @returns what is remembered now; undefined where the version is no longer current, and nothing
   * was changed
   */
  update(id: string, version: number, change: Change): Promise<Remembered | undefined>
}

/**
 * Changes what is remembered of a conversation; what somebody else made of it meanwhile is changed in
 * its turn. Each time one of those who come at once gets through, so that it comes to an end.
 *
 * @param seen what was read before, where that was
 * @returns what was changed
 */
export async function changeTurns(
  { store, id }: { readonly store: ConversationStore; readonly id: string },
  change: Change,
  seen?: Remembered,
): Promise<Remembered> {
  let before = seen ?? (await store.read(id))
  const last: Change = (exchanges) => change(exchanges).slice(-limits.remembered.turns)
  while ((await store.update(id, before.version, last)) === undefined) before = await store.read(id)
  return before
}

/** What was said before and after a message; all of it before one that wasn't answered yet. */
export function around(exchanges: readonly Exchange[], message: string | undefined) {
  const at = exchanges.findIndex((one) => message !== undefined && one.message === message)
  if (at < 0) return { before: exchanges, after: [] }
  return { before: exchanges.slice(0, at), after: exchanges.slice(at + 1) }
}
