/** Turns scores into probabilities that add up to 1. */
export function softmax(scores: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(scores)
  let highest = -Infinity
  for (const score of shares) highest = Math.max(highest, score)
  let total = 0
  for (let at = 0; at < shares.length; at += 1) {
    const share = Math.exp((shares[at] ?? 0) - highest)
    shares[at] = share
    total += share
  }
  for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / total
  return shares
}
