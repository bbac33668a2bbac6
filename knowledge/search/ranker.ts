import { features } from './features.js'
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
export type Ranker = (table: CandidateTable, measured: Float32Array) => Float32Array

/** Makes the ranker of learned weights. */
export function createRanker(learned: RankingWeights): Ranker {
  const weights = kinds.map((kind) => {
    const { bias = -Infinity, weights: own } = learned[kind] ?? {}
    return { bias, row: Float64Array.from(own ? features.map((name) => own[name]) : []) }
  })
  return ({ kind }, measured) => {
    const scores = new Float32Array(kind.length)
    for (let at = 0; at < scores.length; at += 1) {
      const { bias = -Infinity, row = none } = weights[kind[at] ?? 0] ?? {}
      let score = bias
      for (let index = 0; index < row.length; index += 1) {
        score += (row[index] ?? 0) * (measured[at * features.length + index] ?? 0)
      }
      scores[at] = score
    }
    return scores
  }
}

const none = new Float64Array()
