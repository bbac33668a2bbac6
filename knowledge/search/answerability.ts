import { paragraphKey } from '../citation/passage.js'
import { slots, type Slot } from '../facts/asks.js'
import type { Candidate, Candidates } from './candidates.js'
import { features } from './features.js'
import type { Asked } from './slots.js'
import type { Unit } from './units.js'

/**
 * What tells whether the best statement answers a question at all: its score and probability, that
 * of the best three, its features, how likely it, small talk or something that can't be answered is
 * meant, how near the nearest of the latter's questions lies, the share of the question's terms that nothing here uses, years that its paragraph lacks, and whether
 * what is asked for is among what is asked of it, or among what can be read off its words.
 */
export const answerSignals = [
  'score',
  'probability',
  'bestThree',
  ...features,
  'meant',
  'talk',
  'gaps',
  'gap',
  'gapLead',
  'gapLead4',
  'gapOfSlot',
  'unknownTerms',
  'yearsLacking',
  'slotFilled',
  'slotNear',
  'numberMissing',
  'dateMissing',
  'person',
  'money',
  'terms',
] as const
export type AnswerSignal = (typeof answerSignals)[number]

/** What each signal counts where a fact or a sentence is the best, and from which probability on it answers. */
export type AnswerWeights = Readonly<Record<'fact' | 'sentence', KindOfWeights>>

interface KindOfWeights {
  readonly bias: number
  readonly weights: Readonly<Record<AnswerSignal, number>>
  readonly threshold: number
}

/** What doesn't speak for itself where a question is one of ours: its row, or all rows of the gap that it belongs to. */
export interface LeftOut {
  readonly rows: ReadonlySet<number>
  readonly gap?: string
}

/** What was found before it is decided whether it is an answer. */
export interface Ranked {
  readonly candidates: Candidates
  readonly units: readonly Unit[]
  readonly measured: Float32Array
  readonly scores: Float32Array
  /** How likely each statement answers; adds up to 1. */
  readonly probabilities: Float64Array
  /** How likely each candidate of any kind is what is meant; adds up to 1. */
  readonly meanings: Float64Array
  readonly cosines: ArrayLike<number>
  readonly asked: Asked
  /** The share of the question's terms that nothing here uses, and how many terms it has. */
  readonly unknownTerms: number
  readonly terms: number
  readonly years: readonly string[]
  /** The row of the question itself, or the gap that it belongs to, where it is one of ours. */
  readonly left?: LeftOut
}

/** Whether the best candidate is likely enough to answer the question. */
export function isAnswerable(ranked: Ranked, learned: AnswerWeights): boolean {
  const { bias, weights, threshold } = learned[bestKindOf(ranked)]
  const measured = answerSignalsOf(ranked)
  const score = answerSignals.reduce(
    (sum, name, at) => sum + weights[name] * (measured[at] ?? 0),
    bias,
  )
  return 1 / (1 + Math.exp(-score)) >= threshold
}

/** Whether the best candidate is a fact or a sentence: they are judged apart. */
export function bestKindOf({ candidates: { all }, scores }: Ranked): keyof AnswerWeights {
  return all[bestOf(all, scores)]?.kind === 'sentence' ? 'sentence' : 'fact'
}

/** The signals in their order. */
export function answerSignalsOf(ranked: Ranked): Float64Array {
  const { candidates, measured, scores, probabilities, meanings, asked } = ranked
  const best = bestOf(candidates.all, scores)
  const candidate = candidates.all[best]
  const own = Array.from(measured.subarray(best * features.length, (best + 1) * features.length))
  const text = candidate ? wordsAround(candidate, ranked) : { own: '', paragraph: '' }
  const { slots: wanted } = asked
  const hasNumber = /\d/.test(text.own.replace(/\b(?:19|20)\d\d\b/g, ''))
  const hasDate = /\b(?:19|20)\d\d\b/.test(text.own)
  const { years, unknownTerms, terms } = ranked
  const lacksYear = years.length > 0 && !years.some((year) => text.paragraph.includes(year))
  const top = probabilities.toSorted((a, b) => b - a)
  const shareOf = (kind: Candidate['kind']) =>
    meanings.reduce((sum, share, at) => sum + (candidates.all[at]?.kind === kind ? share : 0), 0)
  return Float64Array.from([
    scores[best] ?? 0,
    probabilities[best] ?? 0,
    (top[0] ?? 0) + (top[1] ?? 0) + (top[2] ?? 0),
    ...own,
    meanings[best] ?? 0,
    shareOf('talk'),
    shareOf('gap'),
    ...gapSignals(ranked, own),
    unknownTerms,
    Number(lacksYear),
    ...(candidate ? slotSignals(candidate, ranked) : [0, 0]),
    hasNumber ? 0 : wanted.number,
    hasDate ? 0 : wanted.date + wanted.period,
    wanted.person,
    wanted.money,
    Math.min(terms, mostTerms),
  ])
}

/** Longer questions are long in another way than by what they ask. */
const mostTerms = 12

function bestOf(all: readonly Candidate[], scores: Float32Array): number {
  let best = -1
  for (const [at, { kind }] of all.entries()) {
    if (canBeSaid(kind) && (best < 0 || (scores[at] ?? 0) > (scores[best] ?? 0))) best = at
  }
  return best
}

const canBeSaid = (kind: Candidate['kind']) => kind !== 'talk' && kind !== 'gap'

function wordsAround(candidate: Candidate, { candidates, units }: Ranked) {
  const paragraph = candidates.paragraphs[candidate.paragraph]
  const own = candidate.statement?.text ?? ''
  const pieces = paragraph?.pieces.map((row) => units[row]?.text ?? '') ?? [own]
  return { own, paragraph: pieces.join(' ') }
}

const bestAt = features.indexOf('best')
const best4At = features.indexOf('best4')

function gapSignals(ranked: Ranked, own: readonly number[]): number[] {
  const { candidates, units, cosines, asked, left } = ranked
  const top = [-1, -1, -1, -1]
  const ofSlot = new Map<Slot, number>()
  for (const { kind, id, phrasings } of candidates.all) {
    if (kind !== 'gap' || id === left?.gap) continue
    for (const row of phrasings) {
      const score = cosines[row] ?? -1
      const slot = units[row]?.slot
      if (slot) ofSlot.set(slot, Math.max(ofSlot.get(slot) ?? 0, score))
      if (score <= (top[3] ?? -1)) continue
      top[3] = score
      top.sort((a, b) => b - a)
    }
  }
  const [nearest = 0] = top
  const mean = top.reduce((sum, score) => sum + score, 0) / top.length
  const sameSlot = slots.reduce((sum, slot) => sum + asked.slots[slot] * (ofSlot.get(slot) ?? 0), 0)
  return [nearest, nearest - (own[bestAt] ?? 0), mean - (own[best4At] ?? 0), sameSlot]
}

/** How likely what is asked for is asked of the candidate at all, and how near that comes in its paragraph. */
function slotSignals(candidate: Candidate, ranked: Ranked): [number, number] {
  const { candidates, units, cosines, asked, left } = ranked
  const slotOf = (row: number) => (left?.rows.has(row) ? undefined : units[row]?.slot)
  const own = new Set(candidate.phrasings.map(slotOf))
  const filled = slots.reduce((sum, slot) => sum + (own.has(slot) ? asked.slots[slot] : 0), 0)
  const rows = candidates.all
    .filter((other) => other === candidate || isBeside(other, candidate))
    .flatMap(({ phrasings }) => phrasings)
  const nearest = new Map<Slot | undefined, number>()
  let any = 0
  for (const row of rows) {
    if (left?.rows.has(row)) continue
    const score = cosines[row] ?? -1
    any = Math.max(any, score)
    nearest.set(slotOf(row), Math.max(nearest.get(slotOf(row)) ?? 0, score))
  }
  const near = slots.reduce((sum, slot) => sum + asked.slots[slot] * (nearest.get(slot) ?? 0), 0)
  return [filled, near - any]
}

function isBeside({ kind, statement }: Candidate, { statement: other }: Candidate): boolean {
  if (kind !== 'fact' || !statement || !other) return false
  return paragraphKey(statement.places[0]) === paragraphKey(other.places[0])
}
