import { paragraphKey } from '../../knowledge/citation/passage.js'
import { type Fact, placesOf } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { termsOf } from '../../knowledge/search/terms.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }

/** Whether words stand in the first paragraph of a fact, or say of what kind something is. */
export function areSaid(words: readonly string[], fact: Fact, { passages }: Knowledge): boolean {
  const own = passages.filter((passage) => paragraphKey(passage) === keyOf(fact))
  const said = new Set([...own.map(({ text }) => text), ...kinds].flatMap(termsOf))
  return words.flatMap(termsOf).every((term) => said.has(term))
}

const kinds = questionWords.lists.nouns.flatMap(({ words }) => words)

/** The facts found, best first, but for those that only gather what others say. */
export function likeliestOf({ statements }: Found): Fact[] {
  return statements.flatMap(({ statement: { fact } }) =>
    fact && !('mentions' in fact) ? [fact] : [],
  )
}

/** The paragraph that a fact rests on above all. */
export const keyOf = (fact: Fact) => placesOf(fact).slice(0, 1).map(paragraphKey).join()
