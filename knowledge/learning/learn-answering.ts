import type { Read } from '../open-knowledge.js'
import { answerSignals, answerSignalsOf, type AnswerWeights } from '../search/answerability.js'
import { createRanker, type RankingWeights } from '../search/ranker.js'
import { rankedBy } from '../search/retriever.js'
import { openSearchable } from '../search/searchable.js'
import { type AskingWeights, createAskClassifier } from '../search/slots.js'
import { openScan } from '../search/open-scan.js'
import { rowOf } from '../search/vector-index.js'
import { buildNovelty } from '../search/vocabulary.js'
import { fitChoices } from './fit-choices.js'
import { foldOf, folds } from './folds.js'

/** How many phrasings are asked beside all questions that have no answer. */
const questions = 2400
/** The share of questions with an answer that may be refused. */
const mayRefuse = 0.03

/** When to answer, and the share of questions left out that are refused, rightly and wrongly. */
export interface LearnedAnswering {
  readonly weights: AnswerWeights
  readonly figures: { readonly refused: number; readonly refusedWrongly: number }
}

interface Case {
  readonly signals: Float64Array
  readonly isAnswerable: boolean
  readonly fold: number
}

/** A question that is no row of the index. */
export interface Extra {
  readonly text: string
  readonly id: string
  readonly vector: Float32Array
}

/**
 * Learns from phrasings, from questions that need several statements and from those that have no
 * answer, each asked without itself, whether there is an answer.
 * @param extra the questions that need several statements
 */
export async function learnAnswering(
  read: Read,
  learned: { readonly ranking: RankingWeights; readonly withoutFold: readonly AskingWeights[] },
  extra: readonly Extra[],
): Promise<LearnedAnswering> {
  const cases = await casesOf(read, learned, extra)
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
  return {
    weights: {
      bias: round(fitted[answerSignals.length] ?? 0),
      // One entry for each signal.
      weights: Object.fromEntries(entries) as AnswerWeights['weights'],
      threshold: round(threshold),
    },
    figures: { refused: share(false), refusedWrongly: share(true) },
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
  }))
  // As many of each kind, or the commoner one would be guessed.
  const [rare = 1, common = 1] = [Math.min(...counts), Math.max(...counts)]
  const rarer = counts[0] === rare ? 0 : 1
  const again = Math.max(0, Math.round(common / rare) - 1)
  const repeated = Array.from({ length: again }, () =>
    choices.filter(({ right }) => right === rarer),
  ).flat()
  return fitChoices([...choices, ...repeated], width)
}

function chance(signals: Float64Array, weights: Float64Array): number {
  const score = signals.reduce((sum, x, k) => sum + x * (weights[k] ?? 0), weights.at(-1) ?? 0)
  return 1 / (1 + Math.exp(-score))
}

async function casesOf(
  { knowledge, units, index }: Read,
  { ranking, withoutFold }: { ranking: RankingWeights; withoutFold: readonly AskingWeights[] },
  extra: readonly Extra[],
): Promise<Case[]> {
  const scan = await openScan(index)
  const novelty = buildNovelty(units)
  const unlearned = { bias: 0, threshold: 0, weights: {} } as never
  const learned = {
    asking: { asks: {}, slots: {} },
    ranking,
    answering: unlearned,
    following: unlearned,
  }
  const searched = openSearchable(units, { ...knowledge, novelty, learned })
  const rank = createRanker(ranking)
  const classifiers = withoutFold.map(createAskClassifier)
  const signalsOf = async (
    { text, id, vector }: Extra,
    left: { without?: number; withoutGap?: string },
  ) => {
    const cosines = await scan(vector)
    const classify = classifiers[foldOf(id)] ?? searched.classify
    return answerSignalsOf(rankedBy(text, cosines, { ...searched, rank, classify }, left))
  }
  const rows = (source: string) => [...units.keys()].filter((row) => units[row]?.source === source)
  const phrasings = rows('phrasing')
  const step = phrasings.length / questions
  const asked = phrasings.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
  const ofRow = async (row: number, isAnswerable: boolean): Promise<Case> => {
    const { text = '', id = '' } = units[row] ?? {}
    const left = isAnswerable ? { without: row } : { withoutGap: id }
    const signals = await signalsOf({ text, id, vector: rowOf(index, row) }, left)
    // What is missing at a fact is judged with the fact's own phrasings.
    const near = isAnswerable ? id : (knowledge.gapById.get(id)?.nearby ?? id)
    return { signals, isAnswerable, fold: foldOf(near) }
  }
  const cases: Case[] = []
  for (const row of asked) cases.push(await ofRow(row, true))
  for (const row of rows('gap')) cases.push(await ofRow(row, false))
  for (const one of extra) {
    cases.push({ signals: await signalsOf(one, {}), isAnswerable: true, fold: foldOf(one.id) })
  }
  return cases
}
