import { softmax } from './softmax.js'
import { limits } from '../limits.js'

/**
 * What tells whether a follow-up is answered at all: how likely it is answered behind the question
 * before and by itself, and how likely the best candidate is meant, each as the logarithm of its odds.
 */
export const followingSignals = ['joined', 'own', 'best'] as const

/** What each signal counts, and from which probability on a follow-up is answered. */
export interface FollowingAnswering {
  readonly bias: number
  readonly weights: Readonly<Record<(typeof followingSignals)[number], number>>
  readonly threshold: number
}

/**
 * The signals in their order.
 * @param scores those of a follow-up's candidates
 * @param chances the answerability behind the question before, and by itself
 */
export function followingSignalsOf(
  scores: Float32Array,
  chances: readonly [number, number],
): number[] {
  return [...chances, Math.max(...softmax(scores))].map(logOdds)
}

/** Whether the signals speak for an answer. */
export function isFollowingAnswered(
  signals: readonly number[],
  { bias, weights, threshold }: FollowingAnswering,
): boolean {
  const sum = followingSignals.reduce(
    (total, name, at) => total + weights[name] * (signals[at] ?? 0),
    bias,
  )
  return 1 / (1 + Math.exp(-sum)) >= threshold
}

function logOdds(chance: number): number {
  const { surest } = limits
  const kept = Math.min(Math.max(chance, surest), 1 - surest)
  return Math.log(kept / (1 - kept))
}
