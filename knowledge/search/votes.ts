import type { CandidateTable } from './candidate-table.js'
import { limits } from '../limits.js'

/** The shares of the nearest phrasings that speak for each candidate. */
export function votesOf(
  { kind, phrasings, holderOfRow }: CandidateTable,
  cosines: Float32Array,
): Float32Array {
  const { nearest: voters, sharpness } = limits.votes
  const nearest = new Float32Array(voters)
  const holders = new Int32Array(voters)
  let count = 0
  for (const row of phrasings) {
    const score = cosines[row] ?? -1
    if (count === voters && score <= (nearest[voters - 1] ?? -1)) continue
    let at = count < voters ? count++ : voters - 1
    for (; at > 0 && (nearest[at - 1] ?? 0) < score; at -= 1) {
      nearest[at] = nearest[at - 1] ?? 0
      holders[at] = holders[at - 1] ?? 0
    }
    nearest[at] = score
    holders[at] = holderOfRow[row] ?? 0
  }
  const weights = Array.from(nearest.subarray(0, count), (score) =>
    Math.exp((score - (nearest[0] ?? 0)) * sharpness),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const votes = new Float32Array(kind.length)
  for (const [at, weight] of weights.entries()) {
    const holder = holders[at] ?? 0
    votes[holder] = (votes[holder] ?? 0) + weight / total
  }
  return votes
}
