import type { KnownAs } from '../citation/sentence.js'
import type { Passage } from '../citation/passage.js'
import type { Fact } from '../facts/schema.js'
import type { Gazetteer } from './gazetteer.js'

/**
 * Knows the names, acronyms and aliases of every entity that a passage names, so that a sentence
 * may say INTERPOL where the passage has the full name, and the reverse.
 */
export function otherNames(facts: readonly Fact[], gazetteer: Gazetteer): KnownAs {
  const names = new Map(facts.map((fact) => [fact.id, namesOf(fact)]))
  const known = new WeakMap<Passage, readonly string[]>()
  return (passage) => {
    const before = known.get(passage)
    if (before) return before
    const found = gazetteer(passage.text).flatMap(({ entity }) => names.get(entity.id) ?? [])
    known.set(passage, found)
    return found
  }
}

function namesOf(fact: Fact): string[] {
  if ('name' in fact) return [fact.name, fact.acronym ?? '', ...fact.aliases]
  return 'title' in fact ? [fact.title, ...fact.aliases] : []
}
