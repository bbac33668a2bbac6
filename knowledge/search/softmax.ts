/** Turns scores into probabilities that add up to 1. */
export function softmax(scores: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(scores)
  const highest = shares.reduce((found, score) => Math.max(found, score), -Infinity)
  let total = 0
  for (const [at, score] of shares.entries()) {
    const share = Math.exp(score - highest)
    shares[at] = share
    total += share
  }
  return shares.map((share) => share / total)
}
