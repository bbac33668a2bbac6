import type { Read } from '../read-knowledge.js'
import { answerSignals } from '../search/answer-signals.js'
import type { AnswerWeights } from '../search/answerability.js'
import { casesOf, type Extra } from './answering-cases.js'
import type { Case, LearnedBefore } from './examiner.js'
import { fitChoices } from './fit-choices.js'
import { folds } from './folds.js'

/**
 * The share of phrasings that may be refused. They are freer than what people ask: of the known
 * questions of people 1.4 % are refused at this, and would be 0.4 % at 0.03 and 2.1 % at 0.05.
 */
const mayRefuse = 0.04

/** When to answer, and the shares of questions left out that are refused, rightly and wrongly, by what answers best. */
export interface LearnedAnswering {
  readonly weights: AnswerWeights
  readonly figures: Readonly<Record<Best, { readonly refused: number; readonly wrongly: number }>>
}

type Best = keyof AnswerWeights

/**
 * Learns from phrasings, from questions that need several statements and from those that have no
 * answer, each asked without itself, whether there is an answer.
 * @param extra the questions that need several statements
 */
export async function learnAnswering(
  read: Read,
  learned: LearnedBefore,
  extra: readonly Extra[],
): Promise<LearnedAnswering> {
  const cases = await casesOf(read, learned, extra)
  const fact = learnKind(cases.filter(({ best }) => best === 'fact'))
  const sentence = learnKind(cases.filter(({ best }) => best === 'sentence'))
  return {
    weights: { fact: fact.weights, sentence: sentence.weights },
    figures: { fact: fact.figures, sentence: sentence.figures },
  }
}

function learnKind(cases: readonly Case[]) {
  const fitted = fit(cases)
  const held = Array.from({ length: folds }, (_, fold) => {
    const weights = fit(cases.filter((one) => one.fold !== fold))
    return cases
      .filter((one) => one.fold === fold)
      .map(({ signals, isAnswerable }) => ({ isAnswerable, p: chance(signals, weights) }))
  }).flat()
  const answerable = held
    .filter((one) => one.isAnswerable)
    .map(({ p }) => p)
    .sort((a, b) => a - b)
  const threshold = answerable[Math.floor(answerable.length * mayRefuse)] ?? 0
  const share = (isAnswerable: boolean) => {
    const some = held.filter((one) => one.isAnswerable === isAnswerable)
    return some.filter(({ p }) => p < threshold).length / some.length
  }
  const round = (x: number) => Math.round(x * 1000) / 1000
  const entries = answerSignals.map((name, at) => [name, round(fitted[at] ?? 0)])
  // One entry for each signal.
  const weights = Object.fromEntries(entries) as AnswerWeights[Best]['weights']
  const bias = round(fitted[answerSignals.length] ?? 0)
  return {
    weights: { bias, weights, threshold: round(threshold) },
    figures: { refused: share(false), wrongly: share(true) },
  }
}

/** A logistic regression: the choice between the signals, with a bias, and nothing. */
function fit(cases: readonly Case[]): Float64Array {
  const width = answerSignals.length + 1
  const nothing = { from: 0, values: new Float64Array() }
  const counts = [false, true].map(
    (kind) => cases.filter((one) => one.isAnswerable === kind).length,
  )
  const choices = cases.map(({ signals, isAnswerable }) => ({
    options: [nothing, { from: 0, values: Float64Array.from([...signals, 1]) }],
    right: Number(isAnswerable),
    // Each kind counts as much as the other, or the commoner one would be guessed.
    weight: 1 / (counts[Number(isAnswerable)] ?? 1),
  }))
  return fitChoices(choices, width)
}

function chance(signals: Float64Array, weights: Float64Array): number {
  const score = signals.reduce((sum, x, k) => sum + x * (weights[k] ?? 0), weights.at(-1) ?? 0)
  return 1 / (1 + Math.exp(-score))
}
