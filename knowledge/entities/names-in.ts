import type { Passage } from '../citation/passage.js'
import type { Fact } from '../facts/schema.js'
import type { Gazetteer } from './gazetteer.js'

/** The ids of the entities that a paragraph or a fact's statement names; a fact names itself. */
export interface NamesIn {
  paragraph(number: number): ReadonlySet<string>
  fact(fact: Fact): ReadonlySet<string>
  /** Whether so many paragraphs name the entity that its name tells them apart no longer. */
  isEverywhere(id: string): boolean
}

/** From this many paragraphs on a name is everywhere. */
const everywhere = 5

/** Reads every paragraph and statement once. */
export function namesInAll(
  passages: readonly Passage[],
  facts: readonly Fact[],
  gazetteer: Gazetteer,
): NamesIn {
  const idsIn = (text: string) => gazetteer(text).map(({ entity }) => entity.id)
  const paragraphs = new Map<number, Set<string>>()
  for (const { paragraph, text } of passages) {
    const named = paragraphs.get(paragraph) ?? new Set()
    paragraphs.set(paragraph, new Set([...named, ...idsIn(text)]))
  }
  const stated = new Map(facts.map((fact) => [fact, new Set([fact.id, ...idsIn(fact.statement)])]))
  const none = new Set<string>()
  return {
    paragraph: (number) => paragraphs.get(number) ?? none,
    fact: (fact) => stated.get(fact) ?? none,
    isEverywhere: (id) =>
      [...paragraphs.values()].filter((named) => named.has(id)).length >= everywhere,
  }
}
