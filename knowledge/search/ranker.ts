import { features } from './features.js'
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
export type Ranker = (all: readonly Candidate[], measured: Float32Array) => Float32Array

/** Makes the ranker of learned weights. */
export function createRanker(learned: RankingWeights): Ranker {
  const weights = new Map(
    kinds.flatMap((kind) => {
      const { bias, weights: own } = learned[kind] ?? {}
      return own ? [[kind, { bias, row: features.map((name) => own[name]) }] as const] : []
    }),
  )
  return (all, measured) => {
    const scores = new Float32Array(all.length)
    for (const [at, { kind }] of all.entries()) {
      const { bias = -Infinity, row = [] } = weights.get(kind) ?? {}
      let score = bias
      for (let index = 0; index < row.length; index++) {
        score += (row[index] ?? 0) * (measured[at * row.length + index] ?? 0)
      }
      scores[at] = score
    }
    return scores
  }
}
