import { paragraphKey, type Passage, type PassageId } from '../citation/passage.js'
import type { Fact } from '../facts/schema.js'
import type { Gazetteer } from './gazetteer.js'
import { limits } from '../limits.js'

/** The ids of the entities that a paragraph or a fact's statement names; a fact names itself. */
export interface NamesIn {
  paragraph(place: PassageId): ReadonlySet<string>
  fact(fact: Fact): ReadonlySet<string>
  /** Whether so many paragraphs name the entity that its name tells them apart no longer. */
  isEverywhere(id: string): boolean
}

/** Reads every paragraph and statement once. */
export function namesInAll(
  passages: readonly Passage[],
  facts: readonly Fact[],
  gazetteer: Gazetteer,
): NamesIn {
  const idsIn = (text: string) => gazetteer(text).map(({ entity }) => entity.id)
  const paragraphs = new Map<string, Set<string>>()
  for (const passage of passages) {
    const key = paragraphKey(passage)
    paragraphs.set(key, new Set([...(paragraphs.get(key) ?? []), ...idsIn(passage.text)]))
  }
  const stated = new Map(facts.map((fact) => [fact, new Set([fact.id, ...idsIn(fact.statement)])]))
  const none = new Set<string>()
  return {
    paragraph: (place) => paragraphs.get(paragraphKey(place)) ?? none,
    fact: (fact) => stated.get(fact) ?? none,
    isEverywhere: (id) =>
      [...paragraphs.values()].filter((named) => named.has(id)).length >= limits.everywhere,
  }
}
