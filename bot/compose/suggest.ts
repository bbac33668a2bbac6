import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { FoundFact } from '../evidence.js'

/** How many next questions are offered. */
const offered = 3

/** Characters that fit a tap on a narrow telephone without being cut. */
const longest = 60

/**
 * Next questions from the neighbourhood of an answer: the short questions of the facts that came
 * next, which the assistant can therefore answer.
 * @param told facts that were told already
 */
export function suggest(
  facts: readonly FoundFact[],
  told: readonly Fact[],
  { facts: { phrasings } }: Knowledge,
): string[] {
  const done = new Set(told.map(({ id }) => id))
  const questions = facts.slice(0, 25).flatMap(({ fact }) => {
    if (done.has(fact.id)) return []
    return fact.ask ?? plainQuestion(phrasings.get(fact.id) ?? []) ?? []
  })
  return [...new Set(questions)].slice(0, offered)
}

/** The shortest phrasing that reads as a complete question, for a fact without one of its own. */
function plainQuestion(phrasings: readonly string[]): string | undefined {
  return phrasings
    .filter((text) => text.length <= longest && /^\p{Lu}.*\?$/u.test(text))
    .toSorted((a, b) => a.length - b.length)[0]
}
