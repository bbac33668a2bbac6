import type { Slot } from '../facts/open-facts.js'
import type { Candidates } from './candidates.js'
import type { SharedTerms } from './shared-terms.js'
import type { Unit } from './units.js'

/**
 * What tells how well a candidate answers a question. Cosines are of the question with: the
 * candidate's own words; its best phrasing, else its words among their neighbours; the mean of its
 * best four and eight phrasings; the best sentence, the best whole piece and the best of anything
 * in its paragraph. Votes are the shares of the nearest phrasings that speak for the candidate and
 * for its paragraph. Terms are shared with its words, its paragraph, its phrasings. Names and years
 * are those of the question that it states, and names that its paragraph lacks too.
 */
export const features = [
  'own',
  'best',
  'best4',
  'best8',
  'sentence',
  'piece',
  'anything',
  'vote',
  'paragraphVote',
  'statementTerms',
  'paragraphTerms',
  'phrasingTerms',
  'namesStated',
  'namesLacking',
  'yearsStated',
  'isNamed',
  'slot',
] as const

/** How likely each slot is asked for; adds up to 1. */
export type Slots = Readonly<Record<Slot, number>>

/** What is known of a question before anything is ranked. */
export interface Signals {
  /** The cosine with each unit. */
  readonly cosines: ArrayLike<number>
  readonly terms: SharedTerms
  readonly names: NamesShared
  readonly slots: Slots
  /** The row of the question itself where it is a phrasing: it doesn't speak for itself. */
  readonly without?: number
}

/** For each candidate how many of the question's names and years it states. */
export interface NamesShared {
  readonly stated: ArrayLike<number>
  /** Names that neither it nor its paragraph has. */
  readonly lacking: ArrayLike<number>
  readonly years: ArrayLike<number>
  /** 1 for the overview of a country or organization that is the only name in the question. */
  readonly named: ArrayLike<number>
}

/** So many of the nearest phrasings vote. */
const voters = 20
/** How fast a vote loses weight with the cosine. */
const sharpness = 20

/**
 * Measures every candidate.
 * @returns for each candidate the features in their order, one after the other
 */
export function featuresOf(
  { all, paragraphs }: Candidates,
  units: readonly Unit[],
  signals: Signals,
): Float32Array {
  const { cosines, terms, names, slots, without = -1 } = signals
  const cosine = (row: number) => (row < 0 || row === without ? -1 : (cosines[row] ?? -1))
  const votes = votesOf(all, cosine)
  const sentence = paragraphs.map((one) => best(one.sentences, cosine))
  const piece = paragraphs.map((one) => best(one.pieces, cosine))
  const anything = paragraphs.map((_, at) => Math.max(sentence[at] ?? 0, piece[at] ?? 0))
  const paragraphVotes = new Float32Array(paragraphs.length)
  const measured = new Float32Array(all.length * features.length)
  const top = new Float32Array(eight)
  for (const [at, { kind, own, window, phrasings, paragraph }] of all.entries()) {
    const self = cosine(own)
    const count = nearest(phrasings, cosine, top)
    const first = count > 0 ? (top[0] ?? 0) : Math.max(self, cosine(window))
    if (paragraph >= 0 && kind !== 'gap') {
      anything[paragraph] = Math.max(anything[paragraph] ?? 0, first, self)
      paragraphVotes[paragraph] = (paragraphVotes[paragraph] ?? 0) + (votes[at] ?? 0)
    }
    measured.set(
      [
        Math.max(self, own < 0 ? first : self),
        first,
        mean(top, count, 4, first),
        mean(top, count, eight, first),
      ],
      at * features.length,
    )
  }
  for (const [at, { paragraph, phrasings }] of all.entries()) {
    measured.set(
      [
        sentence[paragraph] ?? 0,
        piece[paragraph] ?? 0,
        anything[paragraph] ?? 0,
        votes[at] ?? 0,
        paragraphVotes[paragraph] ?? 0,
        terms.statement[at] ?? 0,
        terms.paragraph[at] ?? 0,
        terms.phrasings[at] ?? 0,
        names.stated[at] ?? 0,
        names.lacking[at] ?? 0,
        names.years[at] ?? 0,
        names.named[at] ?? 0,
        slotShare(phrasings, { units, slots, without }),
      ],
      at * features.length + 4,
    )
  }
  return measured
}

const eight = 8

function best(rows: readonly number[], cosine: (row: number) => number): number {
  return rows.reduce((found, row) => Math.max(found, cosine(row)), -1)
}

/** Puts the best cosines into `top`, best first, and tells how many there are. */
function nearest(
  rows: readonly number[],
  cosine: (row: number) => number,
  top: Float32Array,
): number {
  let count = 0
  for (const row of rows) {
    const score = cosine(row)
    if (score <= -1 || (count === eight && score <= (top[eight - 1] ?? 0))) continue
    let at = Math.min(count, eight - 1)
    while (at > 0 && (top[at - 1] ?? 0) < score) {
      top[at] = top[at - 1] ?? 0
      at--
    }
    top[at] = score
    if (count < eight) count++
  }
  return count
}

function mean(top: Float32Array, count: number, most: number, none: number): number {
  const few = Math.min(count, most)
  if (few === 0) return none
  let sum = 0
  for (let at = 0; at < few; at++) sum += top[at] ?? 0
  return sum / few
}

/** The shares of the nearest phrasings that speak for each candidate. */
function votesOf(all: Candidates['all'], cosine: (row: number) => number): Float32Array {
  const nearest: { at: number; score: number }[] = []
  let least = -1
  for (const [at, { phrasings }] of all.entries()) {
    for (const row of phrasings) {
      const score = cosine(row)
      if (nearest.length === voters && score <= least) continue
      nearest.push({ at, score })
      if (nearest.length <= voters) continue
      nearest.sort((a, b) => b.score - a.score)
      nearest.length = voters
      least = nearest[voters - 1]?.score ?? -1
    }
  }
  const highest = nearest.reduce((found, { score }) => Math.max(found, score), -1)
  const weights = nearest.map(({ score }) => Math.exp((score - highest) * sharpness))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const votes = new Float32Array(all.length)
  for (const [index, { at }] of nearest.entries()) {
    votes[at] = (votes[at] ?? 0) + (weights[index] ?? 0) / total
  }
  return votes
}

interface Asked {
  readonly units: readonly Unit[]
  readonly slots: Slots
  readonly without: number
}

/** How much of what is asked for a candidate's phrasings ask for. */
function slotShare(rows: readonly number[], { units, slots, without }: Asked): number {
  let sum = 0
  let count = 0
  for (const row of rows) {
    const slot = row === without ? undefined : units[row]?.slot
    if (slot === undefined) continue
    sum += slots[slot]
    count++
  }
  return count === 0 ? 0 : sum / count
}
