import { paragraphKey } from '../citation/passage.js'
import { slots, type Slot } from '../facts/asks.js'
import type { Candidate, Candidates } from './candidates.js'
import { features } from './features.js'
import type { Asked } from './slots.js'
import type { Lacked } from './shared-terms.js'
import type { Unit } from './units.js'

/**
 * What tells whether the best statement answers a question at all: its score and probability, that
 * of the best three, its features, how likely it, small talk or something that can't be answered is
 * meant, how near the nearest of the latter's questions lies, the share of the question's terms that nothing here uses, or not the best, years that its paragraph lacks, and whether
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
  'lackedByIt',
  'lackedByAll',
  'rarestLacked',
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
  /** What of the question's terms a candidate lacks. */
  readonly lacked: (at: number) => Lacked
  readonly years: readonly string[]
  /** The row of the question itself, or the gap that it belongs to, where it is one of ours. */
  readonly left?: LeftOut
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
  const lacked = ranked.lacked(best)
  const top = highest(probabilities)
  const shareOf = (kind: Candidate['kind']) =>
    meanings.reduce((sum, share, at) => sum + (candidates.all[at]?.kind === kind ? share : 0), 0)
  return Float64Array.from([
    scores[best] ?? 0,
    probabilities[best] ?? 0,
    top.reduce((sum, share) => sum + share, 0),
    ...own,
    meanings[best] ?? 0,
    shareOf('talk'),
    shareOf('gap'),
    ...gapSignals(ranked, own),
    unknownTerms,
    lacked.own,
    lacked.all,
    lacked.rarest,
    Number(lacksYear),
    ...(candidate ? slotSignals(candidate, ranked) : [0, 0]),
    hasNumber ? 0 : wanted.number,
    hasDate ? 0 : wanted.date + wanted.period,
    wanted.person,
    wanted.money,
    Math.min(terms, mostTerms),
  ])
}

/** The three highest, which a sort of all would take longer to find than everything else. */
function highest(shares: Float64Array): number[] {
  const top = [0, 0, 0]
  for (const share of shares) {
    if (share <= (top[2] ?? 0)) continue
    top[2] = share
    top.sort((a, b) => b - a)
  }
  return top
}

/** Longer questions are long in another way than by what they ask. */
const mostTerms = 12

/** The position of the best that can be said. */
export function bestOf(all: readonly Candidate[], scores: Float32Array): number {
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
