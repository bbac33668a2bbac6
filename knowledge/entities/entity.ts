import type { Fact, FactKind } from '../facts/schema.js'

/** Somebody or something with a name that users may use in a question. */
export interface Entity {
  /** The fact's id, or the ISO code of a country that the report doesn't name. */
  readonly id: string
  readonly name: string
  readonly kind: FactKind
  /** False for a country that the report doesn't name. */
  readonly known: boolean
}

/** Every name that a fact goes by: its own, its acronym and its aliases; none where it has no name. */
export function namesOf(fact: Fact): string[] {
  if ('name' in fact) return [fact.name, ...(fact.acronym ? [fact.acronym] : []), ...fact.aliases]
  return 'title' in fact ? [fact.title, ...fact.aliases] : []
}
