import { softmax } from '../search/softmax.js'

/** A text's cues and its label, by their numbers. */
export interface Labelled {
  readonly cues: readonly number[]
  readonly label: number
}

/** How often all texts are gone through, and how far a weight goes at first. */
const rounds = 12
const rate = 0.3
/** How strongly weights are held to zero at each use. */
const decay = 1e-4

/**
 * Fits the weights of a softmax over labels by stochastic gradient descent with AdaGrad (Duchi et
 * al., 2011), the texts in the order given: the same texts give the same weights.
 * @returns for each cue the weights of the labels
 */
export function fitLabels(
  texts: readonly Labelled[],
  { cues, labels }: { readonly cues: number; readonly labels: number },
): Float64Array[] {
  const weights = Array.from({ length: cues }, () => new Float64Array(labels))
  const squares = Array.from({ length: cues }, () => new Float64Array(labels).fill(1))
  for (let round = 0; round < rounds; round++) {
    for (const text of texts) learn(text, weights, squares)
  }
  return weights
}

function learn({ cues, label }: Labelled, weights: Float64Array[], squares: Float64Array[]): void {
  const errors = sharesOf(cues, weights)
  errors[label] = (errors[label] ?? 0) - 1
  for (const cue of cues) {
    const [row, seen] = [weights[cue], squares[cue]]
    if (!row || !seen) continue
    for (let at = 0; at < row.length; at++) {
      const gradient = (errors[at] ?? 0) + decay * (row[at] ?? 0)
      seen[at] = (seen[at] ?? 0) + gradient * gradient
      row[at] = (row[at] ?? 0) - (rate * gradient) / Math.sqrt(seen[at] ?? 1)
    }
  }
}

/** The probability of each label under the weights of some cues. */
export function sharesOf(cues: readonly number[], weights: readonly Float64Array[]): Float64Array {
  const scores = new Float64Array(weights[0]?.length ?? 0)
  for (const cue of cues) weights[cue]?.forEach((x, at) => (scores[at] = (scores[at] ?? 0) + x))
  return softmax(scores)
}
