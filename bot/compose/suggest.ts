import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { FoundFact } from '../evidence.js'

/** How many next questions are offered. */
const offered = 3

/**
 * Next questions from the neighbourhood of an answer: plain phrasings of the facts that came next,
 * which the assistant can therefore answer.
 * @param told facts that were told already
 */
export function suggest(
  facts: readonly FoundFact[],
  told: readonly Fact[],
  { facts: { phrasings } }: Knowledge,
): string[] {
  const done = new Set(told.map(({ id }) => id))
  const questions = facts.slice(0, 25).flatMap(({ fact }) => {
    const question = done.has(fact.id) ? undefined : plainQuestion(phrasings.get(fact.id) ?? [])
    return question === undefined ? [] : [question]
  })
  return [...new Set(questions)].slice(0, offered)
}

/** The first phrasing that reads as a complete, short question. */
function plainQuestion(phrasings: readonly string[]): string | undefined {
  return phrasings.find((text) => /^\p{Lu}.*\?$/u.test(text) && text.split(' ').length <= 14)
}
