import type { Target } from './targets.js'

/** A target and its likeness to the question. */
export interface Hit extends Omit<Target, 'rows'> {
  /** Likeness of meaning, at most 1, plus up to `weightOfWords` for shared words. */
  readonly score: number
}

/** Units whose scores are averaged: several phrasings convince more than one lucky one. */
const few = 4
/** What sharing all words with the question adds to a target's score. */
const weightOfWords = 0.3

/**
 * Ranks the targets, best first; equal scores keep the order of the targets.
 * @param cosines one number a unit
 * @param words one share a target, 0 to 1
 */
export function rank(
  targets: readonly Target[],
  cosines: ArrayLike<number>,
  words: ArrayLike<number>,
): Hit[] {
  return targets
    .map(({ rows, ...target }, at) => ({
      ...target,
      score: likeness(rows, cosines) + weightOfWords * (words[at] ?? 0),
    }))
    .sort((a, b) => b.score - a.score)
}

/** Half the best unit, half the mean of the best few. */
function likeness(rows: readonly number[], cosines: ArrayLike<number>): number {
  const best = [0, 0, 0, 0]
  for (const row of rows) insert(best, cosines[row] ?? 0)
  const count = Math.min(few, rows.length)
  const mean = best.slice(0, count).reduce((sum, score) => sum + score, 0) / count
  return ((best[0] ?? 0) + mean) / 2
}

/** Keeps the best scores in falling order. */
function insert(best: number[], score: number): void {
  for (let at = 0; at < few; at++) {
    const other = best[at] ?? 0
    if (score > other) [best[at], score] = [score, other]
  }
}
