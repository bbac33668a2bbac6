import type { Ask, Slot } from '../facts/asks.js'
import type { Candidate, Candidates } from './candidates.js'
import type { SharedTerms } from './shared-terms.js'
import { slotShares } from './slot-shares.js'
import type { Unit } from './units.js'
import { votesOf } from './votes.js'

/**
 * What tells how well a candidate answers a question. Cosines are of the question with: the
 * candidate's own words; its best phrasing, else its words among their neighbours; the mean of its
 * best four and eight phrasings; the best sentence, the best whole piece and the best of anything
 * in its paragraph. Votes are the shares of the nearest phrasings that speak for the candidate and
 * for its paragraph. Terms are shared with its words, its paragraph, its phrasings. Names and years
 * are those of the question that it states, and names that its paragraph lacks too. How likely an
 * overview or a list is asked for is the same for all, but counts for each kind in its own way.
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
  'overview',
  'list',
] as const

/** How likely each slot is asked for; adds up to 1. */
export type Slots = Readonly<Record<Slot, number>>

/** What is known of a question before anything is ranked. */
export interface Signals {
  /** The cosine with each unit. */
  readonly cosines: ArrayLike<number>
  readonly terms: SharedTerms
  readonly names: NamesShared
  readonly asked: { readonly asks: Readonly<Record<Ask, number>>; readonly slots: Slots }
  /** The rows of a question that is one of ours: it doesn't speak for itself. */
  readonly without?: ReadonlySet<number>
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

/**
 * Measures every candidate.
 * @returns for each candidate the features in their order, one after the other
 */
export function featuresOf(
  candidates: Candidates,
  units: readonly Unit[],
  signals: Signals,
): Float32Array {
  const { all } = candidates
  const { cosines, terms, names, asked, without = new Set() } = signals
  const cosine = (row: number) => (row < 0 || without.has(row) ? -1 : (cosines[row] ?? -1))
  const measured = new Float32Array(all.length * features.length)
  const top = new Float32Array(eight)
  for (const [at, candidate] of all.entries()) {
    measured.set(ofItself(candidate, cosine, top), at * features.length)
  }
  const share = slotShares(candidates, units, asked.slots)
  const votes = votesOf(all, cosine)
  const { sentence, piece, ...near } = nearOf(candidates, measured, { cosine, votes })
  for (const [at, { paragraph, phrasings }] of all.entries()) {
    measured.set(
      [
        sentence[paragraph] ?? 0,
        piece[paragraph] ?? 0,
        near.anything[paragraph] ?? 0,
        votes[at] ?? 0,
        near.votes[paragraph] ?? 0,
        terms.statement[at] ?? 0,
        terms.paragraph[at] ?? 0,
        terms.phrasings[at] ?? 0,
        names.stated[at] ?? 0,
        names.lacking[at] ?? 0,
        names.years[at] ?? 0,
        names.named[at] ?? 0,
        share(at, phrasings, without),
        asked.asks.overview,
        asked.asks.list,
      ],
      at * features.length + features.indexOf('sentence'),
    )
  }
  return measured
}

const eight = 8

/** The features that need nothing but the candidate itself: own, best, best4 and best8. */
function ofItself(
  { own, window, phrasings }: Candidate,
  cosine: (row: number) => number,
  top: Float32Array,
): [number, number, number, number] {
  const self = cosine(own)
  const count = nearest(phrasings, cosine, top)
  if (count === 0) {
    const first = Math.max(self, cosine(window))
    return [own < 0 ? first : self, first, first, first]
  }
  const first = top[0] ?? 0
  return [own < 0 ? first : self, first, mean(top, Math.min(count, 4)), mean(top, count)]
}

interface OfCandidates {
  readonly cosine: (row: number) => number
  readonly votes: Float32Array
}

/** The best sentence, piece and anything of each paragraph, and its share of the votes; a gap speaks for none. */
function nearOf(
  { all, paragraphs }: Candidates,
  measured: Float32Array,
  { cosine, votes }: OfCandidates,
) {
  const sentence = paragraphs.map((one) => best(one.sentences, cosine))
  const piece = paragraphs.map((one) => best(one.pieces, cosine))
  const anything = paragraphs.map((_, at) => Math.max(sentence[at] ?? 0, piece[at] ?? 0))
  const summed = new Float32Array(paragraphs.length)
  for (const [at, { kind, paragraph }] of all.entries()) {
    if (paragraph < 0 || kind === 'gap') continue
    const row = at * features.length
    const [own = -1, first = -1] = [measured[row], measured[row + 1]]
    anything[paragraph] = Math.max(anything[paragraph] ?? 0, own, first)
    summed[paragraph] = (summed[paragraph] ?? 0) + (votes[at] ?? 0)
  }
  return { sentence, piece, anything, votes: summed }
}

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

function mean(top: Float32Array, count: number): number {
  let sum = 0
  for (let at = 0; at < count; at++) sum += top[at] ?? 0
  return sum / count
}
