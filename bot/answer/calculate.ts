import { CitedSentence, type Operation } from '../../knowledge/citation/sentence.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { Found, FoundStatement } from '../../knowledge/search/retriever.js'
import type { Query } from '../question/query.js'
import { toldOfFact, type Draft, type Told } from './told.js'

type Figure = Extract<Fact, { kind: 'figure' }>

const summing =
  /\b(together|in total|the total|sum|combined|altogether|add(ed)? up|taken as a whole)\b/i
const subtracting =
  /\b(difference between|how (many|much) more\b.*\bthan|how (many|much) less\b.*\bthan)\b/i

/**
 * States the figures that a question wants added or compared, then the result with its terms; an
 * empty list where it asks for no reckoning or the figures don't go together.
 */
export function calculate(
  { text }: Query,
  { statements }: Found,
  knowledge: Knowledge,
): Draft | undefined {
  const operation = subtracting.test(text) ? 'difference' : summing.test(text) ? 'sum' : undefined
  if (operation === undefined) return undefined
  const figures = figuresNamed(text, statements)
  const told = figures.flatMap((fact) => toldOfFact(fact, knowledge))
  const fits = operation === 'sum' ? told.length >= 2 : told.length === 2
  const result = fits && told.length === figures.length ? resultOf(operation, told) : undefined
  const [last] = told
  if (!result || !last) return undefined
  return { told: [...told, { id: last.id, fact: last.fact, sentence: result }], layout: 'list' }
}

/** The exact figures of one unit and scope whose subject the question names. */
export function figuresNamed(text: string, found: readonly FoundStatement[]): Figure[] {
  const asked = new Set(termsOf(text))
  const named = found.flatMap(({ statement: { fact } }) =>
    fact?.kind === 'figure' &&
    fact.bound === 'exactly' &&
    subjectOf(fact).some((term) => asked.has(term))
      ? [fact]
      : [],
  )
  const [first] = named
  return named.filter((fact) => fact.unit === first?.unit && fact.scope === first.scope)
}

/** What sets a figure apart from others of its kind: the first words of what it counts. */
const subjectOf = ({ what }: Figure) =>
  termsOf(what.split(' ').slice(0, 2).join(' ')).filter((term) => term !== 'seiz')

function resultOf(operation: Operation, told: readonly (Told & { readonly fact: Figure })[]) {
  const largest = told.toSorted((a, b) => b.fact.value - a.fact.value)
  const terms = largest.map(({ fact, sentence }) => ({ value: fact.value, sentence }))
  const [first = '', ...others] = largest.map(({ fact }) => termText(fact))
  const unit = largest[0]?.fact.unit ?? ''
  const { sum, difference } = answerWords.reckoning
  return CitedSentence.reckon(operation, terms, (result) =>
    operation === 'sum'
      ? fill(sum, { terms: list.format([first, ...others]), result, unit })
      : fill(difference, {
          first: first.charAt(0).toUpperCase() + first.slice(1),
          second: others[0] ?? '',
          result,
          unit,
        }),
  )
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const numerals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 })

function termText({ value, unit, what }: Figure): string {
  return `${numerals.format(value)} ${unit} (${what})`
}
