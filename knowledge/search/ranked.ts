import type { Ranked } from './answer-signals.js'
import type { Candidates } from './candidates.js'
import { featuresOf } from './features.js'
import type { Ranker } from './ranker.js'
import { type NameSharing, yearsIn } from './shared-names.js'
import type { TermSharing } from './shared-terms.js'
import type { AskClassifier } from './slots.js'
import { softmax } from './softmax.js'
import { termsOf } from './terms.js'
import type { Unit } from './units.js'
import type { Novelty } from './vocabulary.js'

/** What is ranked, and what by. */
export interface Rankable {
  readonly units: readonly Unit[]
  readonly candidates: Candidates
  readonly terms: TermSharing
  readonly names: NameSharing
  readonly classify: AskClassifier
  readonly rank: Ranker
  readonly weighMeanings: Ranker
  readonly novelty: Novelty
}

/** A question with its cosines, and what of the index it is, where it is one of ours. */
interface Measured extends Pick<Ranked, 'cosines' | 'left'> {
  readonly text: string
}

/** Measures and ranks everything for a question whose cosines are known. */
export function rankedBy({ text, cosines, left }: Measured, rankable: Rankable): Ranked {
  const { units, candidates, terms, names, classify, rank, weighMeanings, novelty } = rankable
  const { all, table } = candidates
  const asked = classify(text)
  const shared = terms(text, left?.rows)
  const measured = featuresOf(candidates, {
    cosines,
    terms: shared,
    names: names(text),
    asked,
    ...(left && { without: left.rows }),
  })
  const scores = rank(table, measured)
  const meanings = weighMeanings(table, measured)
  if (left?.gap !== undefined) {
    for (const [at, { id }] of all.entries()) if (id === left.gap) meanings[at] = -Infinity
  }
  const own = termsOf(text)
  return {
    ...(left && { left }),
    candidates,
    units,
    measured,
    scores,
    probabilities: softmax(scores),
    meanings: softmax(meanings),
    cosines,
    asked,
    unknownTerms: novelty(text, left !== undefined && left.gap === undefined),
    terms: own.length,
    lacked: shared.lacked,
    years: yearsIn(text),
  }
}
