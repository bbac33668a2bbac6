import type { Target } from './targets.js'

/** A target and its likeness to the question. */
export interface Hit extends Omit<Target, 'rows'> {
  /** Likeness of meaning, at most 1, plus up to `weightOfWords` for shared words. */
  readonly score: number
}

/** Units whose scores are averaged: several phrasings convince more than one lucky one. */
const few = 4
/** What sharing all words with the question adds to a target's score. */
const weightOfWords = 0.4

/**
 * The best targets, best first; equal scores keep the order of the targets.
 */
export function rank(
  targets: readonly Target[],
  { cosines, words, most = targets.length }: Likeness,
): Hit[] {
  const scores = targets.map(
    ({ rows }, at) => likeness(rows, cosines) + weightOfWords * (words[at] ?? 0),
  )
  const order = Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  return order.slice(0, most).flatMap((at) => {
    const target = targets[at]
    if (!target) return []
    const { source, id, paragraph, text } = target
    return [{ source, id, paragraph, text, score: scores[at] ?? 0 }]
  })
}

/** How alike a question and the units and targets are. */
interface Likeness {
  /** One cosine a unit. */
  readonly cosines: ArrayLike<number>
  /** For each target the share of the question's words that it uses, 0 to 1. */
  readonly words: ArrayLike<number>
  /** How many hits are given; all unless told. */
  readonly most?: number
}

/** Half the best unit, half the mean of the best four: plain variables, since this runs for every row. */
function likeness(rows: readonly number[], cosines: ArrayLike<number>): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (const row of rows) {
    const score = cosines[row] ?? 0
    if (score <= fourth) continue
    fourth = score > third ? third : score
    if (score > third) third = score > second ? second : score
    if (score > second) second = score > first ? first : score
    if (score > first) first = score
  }
  return (first + (first + second + third + fourth) / Math.min(few, rows.length)) / 2
}
