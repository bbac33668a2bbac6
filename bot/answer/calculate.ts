import { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { answerWords } from '../../prompts/answer-words.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }
import { fill } from '../../prompts/words.js'
import { createPhraseFinder } from '../question/phrases.js'
import { tokensOf } from '../question/place-tokens.js'
import type { Query } from '../question/query.js'
import { toldOfFact, type Draft, type Told } from './told.js'

export type Figure = Extract<Fact, { kind: 'figure' }>

const sums = createPhraseFinder({ adding: questionWords.adding })

/** States the figures that a question wants added, then their sum with its terms. */
export function calculate({ text }: Query, found: Found, knowledge: Knowledge): Draft | undefined {
  if (sums(tokensOf(text)).length === 0) return undefined
  const figures = figuresNamed(text, found, knowledge)
  const told = figures.flatMap((fact) => toldOfFact(fact, knowledge))
  const result = told.length >= 2 && told.length === figures.length ? sumOf(told) : undefined
  const [last] = told
  if (!result || !last) return undefined
  return { told: [...told, { id: last.id, fact: last.fact, sentence: result }], layout: 'list' }
}

/**
 * The exact figures that a question names among those of one unit and scope, which alone can be
 * added: by what sets each apart from the others. None where what is likeliest stands elsewhere.
 */
export function figuresNamed(
  text: string,
  { paragraphs: [place] }: Found,
  { facts }: Knowledge,
): Figure[] {
  const asked = new Set(termsOf(text))
  const exact = facts.all.filter(
    (fact): fact is Figure =>
      fact.kind === 'figure' &&
      fact.bound === 'exactly' &&
      fact.document === place?.document &&
      fact.paragraphs.includes(place.paragraph),
  )
  const named = exact.filter((fact) => {
    const others = exact.filter(
      (one) => one !== fact && one.unit === fact.unit && one.scope === fact.scope,
    )
    const common = new Set(others.flatMap(({ what }) => termsOf(what)))
    return (
      others.length > 0 && termsOf(fact.what).some((term) => !common.has(term) && asked.has(term))
    )
  })
  const [first] = named
  return named.filter((fact) => fact.unit === first?.unit && fact.scope === first.scope)
}

function sumOf(told: readonly (Told & { readonly fact: Figure })[]) {
  const largest = told.toSorted((a, b) => b.fact.value - a.fact.value)
  const terms = largest.map(({ fact, sentence }) => ({ value: fact.value, sentence }))
  const named = list.format(largest.map(({ fact }) => termText(fact)))
  const unit = largest[0]?.fact.unit ?? ''
  return CitedSentence.reckon('sum', terms, (result) =>
    fill(answerWords.reckoning.sum, { terms: named, result, unit }),
  )
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const numerals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 })

function termText({ value, unit, what }: Figure): string {
  return `${numerals.format(value)} ${unit} (${what})`
}
