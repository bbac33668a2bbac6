import type { Ranked } from './answer-signals.js'
import { type AnswerWeights, answerability } from './answerability.js'
import { limits } from '../limits.js'

/**
 * What tells whether a message leans on the last turn: words that join it to what was said, open it
 * without a subject or point back, whether it names nothing, how many terms it has, and how likely
 * it is answered, and the best statement meant, by itself.
 */
export const leaningSignals = [
  'joins',
  'opens',
  'points',
  'nameless',
  'terms',
  'answerable',
  'best',
] as const

/** What each signal counts. */
export interface LeaningWeights {
  readonly bias: number
  readonly weights: Readonly<Record<(typeof leaningSignals)[number], number>>
}

/** Words of a message that lean on what was said before it. */
export interface LeaningCues {
  readonly joins: boolean
  readonly opens: boolean
  readonly points: boolean
}

/** The signals in their order. */
export function leaningSignalsOf(
  own: Ranked,
  { joins, opens, points }: LeaningCues,
  answering: AnswerWeights,
): number[] {
  const best = own.probabilities.reduce((most, share) => Math.max(most, share), 0)
  const isNamed = own.measured.namesStated.some((names) => names > 0)
  return [
    Number(joins),
    Number(opens),
    Number(points),
    Number(!isNamed),
    Math.min(own.terms, limits.terms),
    answerability(own, answering),
    best,
  ]
}

/** Whether it is likelier that a message leans on the last turn than that it stands alone. */
export function isLeaning(signals: readonly number[], { bias, weights }: LeaningWeights): boolean {
  return (
    leaningSignals.reduce((sum, name, at) => sum + weights[name] * (signals[at] ?? 0), bias) > 0
  )
}
