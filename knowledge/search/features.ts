import type { Ask, Slot } from '../facts/asks.js'
import type { CandidateTable } from './candidate-table.js'
import { type Candidates, kinds } from './candidates.js'
import type { SharedTerms } from './shared-terms.js'
import { slotShares } from './slot-shares.js'
import { votesOf } from './votes.js'
import { limits } from '../limits.js'

/**
 * What tells how well a candidate answers a question. Cosines are of the question with: the
 * candidate's own words; its best phrasing, else its words among their neighbours; the mean of its
 * best four and limits.nearest.many phrasings; the best sentence, the best whole piece and the best of anything
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

/** What was measured of a question: a column for each feature, with a number for each candidate. */
export type Measured = Readonly<Record<(typeof features)[number], Float32Array>>

/** What was measured of one candidate, in the order of the features. */
export function measuredAt(measured: Measured, at: number): number[] {
  return features.map((name) => measured[name][at] ?? 0)
}

/** How likely each slot is asked for; adds up to 1. */
export type Slots = Readonly<Record<Slot, number>>

/** What is known of a question before anything is ranked. */
export interface Signals {
  /** The cosine with each unit. */
  readonly cosines: Float32Array
  readonly terms: SharedTerms
  readonly names: NamesShared
  readonly asked: { readonly asks: Readonly<Record<Ask, number>>; readonly slots: Slots }
  /** The rows of a question that is one of ours: it doesn't speak for itself. */
  readonly without?: ReadonlySet<number>
}

/** For each candidate how many of the question's names and years it states. */
export interface NamesShared {
  readonly stated: Float32Array
  /** Names that neither it nor its paragraph has. */
  readonly lacking: Float32Array
  readonly years: Float32Array
  /** 1 for the overview of a country or organization that is the only name in the question. */
  readonly named: Float32Array
}

/** Measures every candidate. */
export function featuresOf({ table, paragraphs }: Candidates, signals: Signals): Measured {
  const { terms, names, asked, without = new Set() } = signals
  const cosines = heardOf(signals)
  const self = ofThemselves(table, cosines)
  const vote = votesOf(table, cosines)
  const near = nearOf(paragraphs, table, { ...self, vote, cosines })
  const ofParagraph = (values: Float32Array) => gathered(values, table.paragraph)
  const ofAll = (value: number) => new Float32Array(table.kind.length).fill(value)
  return {
    ...self,
    sentence: ofParagraph(near.sentence),
    piece: ofParagraph(near.piece),
    anything: ofParagraph(near.anything),
    vote,
    paragraphVote: ofParagraph(near.votes),
    statementTerms: terms.statement,
    paragraphTerms: ofParagraph(terms.paragraph),
    phrasingTerms: terms.phrasings,
    namesStated: names.stated,
    namesLacking: names.lacking,
    yearsStated: names.years,
    isNamed: names.named,
    slot: slotShares(table, asked.slots, without),
    overview: ofAll(asked.asks.overview),
    list: ofAll(asked.asks.list),
  }
}

/** The value at each position, 0 where there is none. Loops, as a callback for each takes ten times as long. */
function gathered(values: Float32Array, positions: Int32Array): Float32Array {
  const found = new Float32Array(positions.length)
  for (let at = 0; at < found.length; at += 1) found[at] = values[positions[at] ?? -1] ?? 0
  return found
}

/** The cosines, without those of rows that don't speak. */
function heardOf({ cosines, without }: Signals): Float32Array {
  if (without === undefined) return cosines
  const heard = cosines.slice()
  for (const row of without) heard[row] = -1
  return heard
}

/** The features that need nothing but the candidate itself. */
function ofThemselves(
  { kind, own, window, phrasings, from }: CandidateTable,
  cosines: Float32Array,
) {
  const column = () => new Float32Array(kind.length)
  const self = { own: column(), best: column(), best4: column(), best8: column() }
  const top = new Float32Array(limits.nearest.many)
  for (let at = 0; at < kind.length; at += 1) {
    const row = own[at] ?? -1
    const said = cosines[row] ?? -1
    const count = nearest(phrasings, { from: from[at] ?? 0, to: from[at + 1] ?? 0, cosines, top })
    const first = count > 0 ? (top[0] ?? 0) : Math.max(said, cosines[window[at] ?? -1] ?? -1)
    self.own[at] = row < 0 ? first : said
    self.best[at] = first
    self.best4[at] = count > 0 ? mean(top, Math.min(count, limits.nearest.few)) : first
    self.best8[at] = count > 0 ? mean(top, count) : first
  }
  return self
}

interface OfThemselves {
  readonly cosines: Float32Array
  readonly own: Float32Array
  readonly best: Float32Array
  readonly vote: Float32Array
}

/** The best sentence, piece and anything of each paragraph, and its share of the votes; a gap speaks for none. */
function nearOf(
  paragraphs: Candidates['paragraphs'],
  table: CandidateTable,
  { cosines, own, best, vote }: OfThemselves,
) {
  const sentence = Float32Array.from(paragraphs, (one) => highest(one.sentences, cosines))
  const piece = Float32Array.from(paragraphs, (one) => highest(one.pieces, cosines))
  const anything = piece.map((score, at) => Math.max(score, sentence[at] ?? -1))
  const votes = new Float32Array(paragraphs.length)
  for (let at = 0; at < table.kind.length; at += 1) {
    const paragraph = table.paragraph[at] ?? -1
    if (paragraph < 0 || table.kind[at] === gap) continue
    const [most = -1, sum = 0] = [anything[paragraph], votes[paragraph]]
    anything[paragraph] = Math.max(most, own[at] ?? -1, best[at] ?? -1)
    votes[paragraph] = sum + (vote[at] ?? 0)
  }
  return { sentence, piece, anything, votes }
}

const gap = kinds.indexOf('gap')

function highest(rows: readonly number[], cosines: Float32Array): number {
  return rows.reduce((found, row) => Math.max(found, cosines[row] ?? -1), -1)
}

interface Slice {
  readonly from: number
  readonly to: number
  readonly cosines: Float32Array
  readonly top: Float32Array
}

/** Puts the best cosines of some of the rows into `top`, best first, and tells how many there are. */
function nearest(rows: Int32Array, { from, to, cosines, top }: Slice): number {
  let count = 0
  for (let index = from; index < to; index += 1) {
    const score = cosines[rows[index] ?? -1] ?? -1
    if (
      score <= -1 ||
      (count === limits.nearest.many && score <= (top[limits.nearest.many - 1] ?? 0))
    )
      continue
    let at = count < limits.nearest.many ? count++ : limits.nearest.many - 1
    for (; at > 0 && (top[at - 1] ?? 0) < score; at -= 1) top[at] = top[at - 1] ?? 0
    top[at] = score
  }
  return count
}

function mean(top: Float32Array, count: number): number {
  let sum = 0
  for (let at = 0; at < count; at++) sum += top[at] ?? 0
  return sum / count
}
