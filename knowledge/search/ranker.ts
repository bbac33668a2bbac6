import { features, type Measured } from './features.js'
import type { CandidateTable } from './candidate-table.js'
import { kinds, type Candidate } from './candidates.js'

/** What each feature of a kind of candidate counts, and what the kind counts by itself; a kind without weights is out of the question. */
export type RankingWeights = Readonly<
  Partial<
    Record<
      Candidate['kind'],
      {
        readonly bias: number
        readonly weights: Readonly<Record<(typeof features)[number], number>>
      }
    >
  >
>

/** Gives each candidate its score: the logarithm of how likely it is meant, up to a constant; -Infinity where it can't be. */
export type Ranker = (table: CandidateTable, measured: Measured) => Float32Array

/** Makes the ranker of learned weights. */
export function createRanker(learned: RankingWeights): Ranker {
  const weights = kinds.map((kind) => {
    const { bias, weights: own } = learned[kind] ?? {}
    return own && { bias, row: Float64Array.from(features, (name) => own[name]) }
  })
  return ({ kind }, measured) => {
    const columns = features.map((name) => measured[name])
    const scores = new Float32Array(kind.length).fill(-Infinity)
    for (let at = 0; at < scores.length; at += 1) {
      const { bias = 0, row } = weights[kind[at] ?? 0] ?? {}
      if (row === undefined) continue
      let score = bias
      for (let index = 0; index < columns.length; index += 1) {
        score += (row[index] ?? 0) * (columns[index]?.[at] ?? 0)
      }
      scores[at] = score
    }
    return scores
  }
}
