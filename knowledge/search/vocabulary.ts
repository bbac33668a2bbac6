import { termsOf } from './terms.js'
import type { Unit } from './units.js'

/** The share of a text's terms that the knowledge never uses, 0 to 1; 0 for a text without terms. */
export type Novelty = (text: string) => number

/** Collects the terms of everything that the report says or is asked about. */
export function buildNovelty(units: readonly Unit[]): Novelty {
  const said = units.filter(({ source }) => source !== 'gap' && source !== 'manners')
  const known = new Set(said.flatMap(({ text }) => termsOf(text)))
  return (text) => {
    const terms = termsOf(text)
    return terms.filter((term) => !known.has(term)).length / Math.max(terms.length, 1)
  }
}
