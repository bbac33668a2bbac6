import type { Candidate } from './candidates.js'

/** So many of the nearest phrasings vote. */
const voters = 20
/** How fast a vote loses weight with the cosine. */
const sharpness = 20

/** The shares of the nearest phrasings that speak for each candidate. */
export function votesOf(all: readonly Candidate[], cosine: (row: number) => number): Float32Array {
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
