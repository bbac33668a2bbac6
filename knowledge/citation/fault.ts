import type { Token } from './tokens.js'

/** What of a sentence its passages don't bear, in its own words. */
export interface Fault {
  readonly kind:
    | 'number'
    | 'unit'
    | 'thing'
    | 'name'
    | 'date'
    | 'amount'
    | 'negation'
    | 'doer'
    | 'plan'
    | 'meaning'
  readonly words: string
}

/** A sentence beside the text that it cites, both read. */
export interface Pairing {
  readonly said: readonly Token[]
  readonly borne: readonly Token[]
}

/** The places in a list where something holds. */
export function placesWhere<Item>(
  list: readonly Item[],
  holds: (item: Item, at: number) => boolean,
): number[] {
  return list.flatMap((item, at) => (holds(item, at) ? [at] : []))
}
