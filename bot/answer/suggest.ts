import type { Phrasing } from '../../knowledge/facts/open-facts.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { FoundStatement } from '../../knowledge/search/found.js'
import { limits } from '../limits.js'

/**
 * Next questions from the neighbourhood of an answer: the short questions of the facts that came
 * next, which the assistant can therefore answer.
 * @param told ids of statements that were told already
 */
export function suggest(
  found: readonly FoundStatement[],
  told: readonly string[],
  { facts: { phrasings } }: Knowledge,
): string[] {
  const done = new Set(told)
  const questions = found
    .slice(0, limits.offered.statements)
    .flatMap(({ statement: { id, fact } }) => {
      if (done.has(id) || !fact) return []
      return fact.ask ?? plainQuestion(phrasings.get(id) ?? []) ?? []
    })
  return [...new Set(questions)].slice(0, limits.offered.questions)
}

/** The shortest phrasing that reads as a complete question, for a fact without one of its own. */
function plainQuestion(phrasings: readonly Phrasing[]): string | undefined {
  return phrasings
    .map(({ text }) => text)
    .filter((text) => text.length <= limits.offered.characters && /^\p{Lu}.*\?$/u.test(text))
    .toSorted((a, b) => a.length - b.length)[0]
}
