import { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { Degree } from '../question/sides.js'
import { titleOf } from './fact-sheet.js'
import type { Told } from './told.js'

/** One side of a comparison, as it was told. */
export interface Outcome {
  /** The user's own words for it. */
  readonly label: string
  readonly told: Told
}

/**
 * The sentence that says which of two sides is the larger or the earlier, where figures of one unit
 * or dates decide it; nothing where they don't, or where what was found has neither.
 */
export function verdict(
  [one, other]: readonly [Outcome, Outcome],
  degrees: ReadonlySet<Degree>,
  knowledge: Knowledge,
): CitedSentence | undefined {
  if (![one, other].every(isMeant)) return undefined
  return byDate([one, other], degrees, knowledge) ?? byFigure([one, other], degrees)
}

/** Whether a fact has what decides such a question: a date, or a figure. */
export function decides(fact: Fact, degrees: ReadonlySet<Degree>): boolean {
  const ofDates = (['earlier', 'later', 'dated'] as const).some((degree) => degrees.has(degree))
  return ofDates ? dateOf(fact) !== undefined : degrees.size > 0 && fact.kind === 'figure'
}

type Pair = readonly [Outcome, Outcome]

function byFigure([one, other]: Pair, degrees: ReadonlySet<Degree>): CitedSentence | undefined {
  const [a, b] = [one.told.fact, other.told.fact]
  if (a?.kind !== 'figure' || b?.kind !== 'figure') return undefined
  if (a.unit !== b.unit || a.bound !== 'exactly' || b.bound !== 'exactly') return undefined
  const [high, low] = a.value >= b.value ? [one, other] : [other, one]
  const [most, least] = a.value >= b.value ? [a, b] : [b, a]
  const { more, less, equal } = answerWords.comparison
  const form = most.value === least.value ? equal : degrees.has('less') ? less : more
  const terms = [
    { value: most.value, sentence: high.told.sentence },
    { value: least.value, sentence: low.told.sentence },
  ]
  return CitedSentence.reckon('difference', terms, (result) =>
    capitalised(
      fill(form, {
        first: nameOf(high),
        second: nameOf(low),
        high: numerals.format(most.value),
        low: numerals.format(least.value),
        unit: most.unit,
        result,
      }),
    ),
  )
}

const numerals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 })

function byDate(
  [one, other]: Pair,
  degrees: ReadonlySet<Degree>,
  knowledge: Knowledge,
): CitedSentence | undefined {
  if (!degrees.has('earlier') && !degrees.has('later')) return undefined
  if (one.told.fact?.kind !== other.told.fact?.kind) return undefined
  const [a, b] = [dateOf(one.told.fact), dateOf(other.told.fact)]
  // A year doesn't tell whether it was before or after one of its months.
  if (a === undefined || b === undefined || a.startsWith(b) || b.startsWith(a)) return undefined
  const [early, late] = a < b ? [one, other] : [other, one]
  const [first, last] = a < b ? [a, b] : [b, a]
  const { earlier, later } = answerWords.comparison
  const text = fill(degrees.has('later') ? later : earlier, {
    first: nameOf(early),
    second: nameOf(late),
    early: dateText(first),
    late: dateText(last),
  })
  const passages = [early, late].flatMap(({ told }) => told.sentence.passages)
  return CitedSentence.verify(capitalised(text), [...new Set(passages)], knowledge.knownAs)
}

function dateOf(fact: Fact | undefined): string | undefined {
  if (!fact) return undefined
  if ('from' in fact && fact.from !== undefined) return fact.from
  return fact.kind === 'publication' && fact.year !== undefined ? String(fact.year) : undefined
}

/** A partial date such as `2011-05` in words: as much of it as there is. */
function dateText(date: string): string {
  const [year = '', month, day] = date.split('-')
  const name =
    month === undefined ? [] : [months.format(new Date(Date.UTC(2000, Number(month) - 1)))]
  return [...(day === undefined ? [] : [String(Number(day))]), ...name, year].join(' ')
}

const months = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

/** Whether some of the user's words for a side stand in what is told of it: a verdict can't rest on likelihood. */
function isMeant({ label, told: { sentence } }: Outcome): boolean {
  const stated = new Set(termsOf(sentence.text))
  const terms = termsOf(label)
  return terms.length === 0 || terms.some((term) => stated.has(term))
}

/** The user's words for a side where all of them stand in what is told of it, else the fact's own name. */
function nameOf({ label, told: { sentence, fact } }: Outcome): string {
  const { text } = sentence
  const stated = new Set(termsOf(text))
  const terms = termsOf(label)
  if (terms.length === 0 || !terms.every((term) => stated.has(term))) {
    if (fact?.kind === 'figure') return fact.what
    return fact ? titleOf(fact) : label
  }
  const at = text.toLowerCase().indexOf(label.toLowerCase())
  return at < 0 ? label : text.slice(at, at + label.length)
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
