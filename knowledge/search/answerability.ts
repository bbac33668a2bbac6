import {
  type AnswerSignal,
  answerSignals,
  answerSignalsOf,
  bestOf,
  type Ranked,
} from './answer-signals.js'

/** What each signal counts where a fact or a sentence is the best, and from which probability on it answers. */
export type AnswerWeights = Readonly<Record<'fact' | 'sentence', KindOfWeights>>

interface KindOfWeights {
  readonly bias: number
  readonly weights: Readonly<Record<AnswerSignal, number>>
  readonly threshold: number
}

/** Whether the best candidate is likely enough to answer the question. */
export function isAnswerable(ranked: Ranked, learned: AnswerWeights): boolean {
  return answerability(ranked, learned) >= learned[bestKindOf(ranked)].threshold
}

/** How likely the best candidate answers the question. */
export function answerability(ranked: Ranked, learned: AnswerWeights): number {
  const { bias, weights } = learned[bestKindOf(ranked)]
  const measured = signalsOf(ranked)
  const score = answerSignals.reduce(
    (sum, name, at) => sum + weights[name] * (measured[at] ?? 0),
    bias,
  )
  return 1 / (1 + Math.exp(-score))
}

const known = new WeakMap<Ranked, Float64Array>()

/** A ranking is judged by itself, and for whether it leans on another. */
function signalsOf(ranked: Ranked): Float64Array {
  const measured = known.get(ranked) ?? answerSignalsOf(ranked)
  known.set(ranked, measured)
  return measured
}

/** Whether the best candidate is a fact or a sentence: they are judged apart. */
export function bestKindOf({ candidates, scores }: Ranked): keyof AnswerWeights {
  return candidates.all[bestOf(candidates, scores)]?.kind === 'sentence' ? 'sentence' : 'fact'
}
