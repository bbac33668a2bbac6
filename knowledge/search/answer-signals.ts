import { slots } from '../facts/asks.js'
import { type Candidate, type Candidates, kinds } from './candidates.js'
import { features, type Measured, measuredAt } from './features.js'
import type { Asked } from './slots.js'
import type { Lacked } from './shared-terms.js'
import type { Unit } from './units.js'
import { limits } from '../limits.js'

/**
 * What tells whether the best statement answers a question at all: its score and probability, that
 * of the best three, its features, how likely it, small talk or something that can't be answered is
 * meant, how near the nearest of the latter's questions lies, the share of the question's terms that
 * nothing here uses, or not the best (by themselves, and where the whole of a subject is asked for),
 * years that its paragraph lacks, and whether what is asked for is among what is asked of it, or among
 * what can be read off its words.
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
  'subjectLacked',
  'subjectUnknown',
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
  readonly measured: Measured
  readonly scores: Float32Array
  /** How likely each statement answers; adds up to 1. */
  readonly probabilities: Float64Array
  /** How likely each candidate of any kind is what is meant; adds up to 1. */
  readonly meanings: Float64Array
  readonly cosines: Float32Array
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
  const { years, unknownTerms, terms } = ranked
  const best = bestOf(candidates, scores)
  const candidate = candidates.all[best]
  const own = measuredAt(measured, best)
  const text = candidate ? wordsAround(candidate, ranked) : { own: '', paragraph: '' }
  const { slots: wanted } = asked
  const isFigure = candidate?.statement?.fact?.kind === 'figure'
  const hasNumber = isFigure || /\d/.test(text.own.replace(/\b(?:19|20)\d\d\b/g, ''))
  const hasDate = /\b(?:19|20)\d\d\b/.test(text.own)
  const lacksYear = years.length > 0 && !years.some((year) => text.paragraph.includes(year))
  const lacked = ranked.lacked(best)
  const ofKind = sharesOf(candidates, meanings)
  return Float64Array.from([
    scores[best] ?? 0,
    probabilities[best] ?? 0,
    highest(probabilities).reduce((sum, share) => sum + share, 0),
    ...own,
    meanings[best] ?? 0,
    ofKind[talk] ?? 0,
    ofKind[gap] ?? 0,
    ...gapSignals(ranked, best),
    unknownTerms,
    lacked.own,
    lacked.all,
    lacked.rarest,
    asked.asks.overview * lacked.all,
    asked.asks.overview * unknownTerms,
    Number(lacksYear),
    ...(candidate ? slotSignals(best, ranked) : [0, 0]),
    hasNumber ? 0 : wanted.number,
    hasDate ? 0 : wanted.date + wanted.period,
    wanted.person,
    wanted.money,
    Math.min(terms, limits.terms),
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

const [talk, gap, fact] = [kinds.indexOf('talk'), kinds.indexOf('gap'), kinds.indexOf('fact')]

/** How likely each kind is meant. */
function sharesOf({ table: { kind } }: Candidates, meanings: Float64Array): number[] {
  const shares = kinds.map(() => 0)
  for (let at = 0; at < meanings.length; at += 1) {
    const one = kind[at] ?? 0
    shares[one] = (shares[one] ?? 0) + (meanings[at] ?? 0)
  }
  return shares
}

/** The position of the best that can be said. */
export function bestOf({ table: { kind } }: Candidates, scores: Float32Array): number {
  let best = -1
  for (let at = 0; at < scores.length; at += 1) {
    if (kind[at] === talk || kind[at] === gap) continue
    if (best < 0 || (scores[at] ?? 0) > (scores[best] ?? 0)) best = at
  }
  return best
}

function wordsAround(candidate: Candidate, { candidates, units }: Ranked) {
  const paragraph = candidates.paragraphs[candidate.paragraph]
  const own = candidate.statement?.text ?? ''
  const pieces = paragraph?.pieces.map((row) => units[row]?.text ?? '') ?? [own]
  return { own, paragraph: pieces.join(' ') }
}

/** How near the nearest questions that can't be answered lie, by themselves and beside what is best. */
function gapSignals(ranked: Ranked, best: number): number[] {
  const { candidates, cosines, asked, left, measured } = ranked
  const { kind, phrasings, from, slotOfRow } = candidates.table
  const top = new Float64Array(limits.nearest.few).fill(-1)
  const ofSlot = new Float64Array(slots.length)
  for (let at = Math.max(0, kind.indexOf(gap)); at < kind.length; at += 1) {
    const isOwn = left?.gap !== undefined && candidates.all[at]?.id === left.gap
    if (kind[at] !== gap || isOwn) continue
    for (let index = from[at] ?? 0; index < (from[at + 1] ?? 0); index += 1) {
      const row = phrasings[index] ?? -1
      const score = cosines[row] ?? -1
      const slot = slotOfRow[row] ?? -1
      if (slot >= 0 && score > (ofSlot[slot] ?? 0)) ofSlot[slot] = score
      if (score > (top[0] ?? -1)) top.fill(score, 0, 1).sort()
    }
  }
  const nearest = top.at(-1) ?? 0
  const mean = top.reduceRight((sum, score) => sum + score, 0) / top.length
  const sameSlot = slots.reduce((sum, slot, at) => sum + asked.slots[slot] * (ofSlot[at] ?? 0), 0)
  const { best: own, best4 } = measured
  return [nearest, nearest - (own[best] ?? 0), mean - (best4[best] ?? 0), sameSlot]
}

/** How likely what is asked for is asked of the candidate at all, and how near that comes in its paragraph. */
function slotSignals(best: number, { candidates, cosines, asked, left }: Ranked): [number, number] {
  const { kind, main, phrasings, from, slotOfRow } = candidates.table
  const own = new Set<number>()
  const nearest = new Float64Array(slots.length)
  let any = 0
  for (let at = 0; at < kind.length; at += 1) {
    if (at !== best && (kind[at] !== fact || main[at] !== main[best])) continue
    for (const row of phrasings.subarray(from[at], from[at + 1])) {
      if (left?.rows.has(row)) continue
      const slot = slotOfRow[row] ?? -1
      const score = cosines[row] ?? -1
      any = Math.max(any, score)
      if (at === best) own.add(slot)
      if (slot >= 0) nearest[slot] = Math.max(nearest[slot] ?? 0, score)
    }
  }
  const sum = (value: (at: number) => number) =>
    slots.reduce((total, slot, at) => total + asked.slots[slot] * value(at), 0)
  return [sum((at) => Number(own.has(at))), sum((at) => nearest[at] ?? 0) - any]
}
