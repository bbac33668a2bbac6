import { paragraphKey } from '../citation/passage.js'
import type { Read } from '../read-knowledge.js'
import { answerSignals, answerSignalsOf, type LeftOut } from '../search/answer-signals.js'
import { type AnswerWeights, bestKindOf } from '../search/answerability.js'
import { rankedBy } from '../search/ranked.js'
import { type Learned, openSearchable } from '../search/searchable.js'
import { type AskingWeights, createAskClassifier } from '../search/slots.js'
import { openScan } from '../search/open-scan.js'
import type { Unit } from '../search/units.js'
import { rowOf } from '../search/vector-index.js'
import { buildNovelty } from '../search/vocabulary.js'
import { fitChoices } from './fit-choices.js'
import { foldOf, folds, spread } from './folds.js'
import { halfOf } from './ranking-lessons.js'

/** How many phrasings are asked beside the questions that have no answer. */
const questions = 2400
/** The share of questions with an answer that may be refused. */
const mayRefuse = 0.03
/** Parts of the sections without facts, one at a time, so that sentences learn to answer by themselves. */
const halves = 2

/** When to answer, and the shares of questions left out that are refused, rightly and wrongly, by what answers best. */
export interface LearnedAnswering {
  readonly weights: AnswerWeights
  readonly figures: Readonly<Record<Best, { readonly refused: number; readonly wrongly: number }>>
}

type Best = keyof AnswerWeights

interface Case {
  readonly best: Best
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

/** What was learned before: it is what the signals are measured by. */
export interface LearnedBefore extends Pick<Learned, 'ranking' | 'meaning'> {
  readonly withoutFold: readonly AskingWeights[]
}

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

/** Asks everything with all facts, and what stands in each part of the sections without that part's. */
async function casesOf(
  read: Read,
  learned: LearnedBefore,
  extra: readonly Extra[],
): Promise<Case[]> {
  const { knowledge, units, index } = read
  const rows = (source: Unit['source']) =>
    [...units.keys()].filter((row) => units[row]?.source === source)
  const phrasings = rows('phrasing')
  const asked = spread(phrasings, questions)
  const rowsOfGap = new Map<string, Set<number>>()
  for (const row of rows('gap')) {
    const { id = '' } = units[row] ?? {}
    rowsOfGap.set(id, (rowsOfGap.get(id) ?? new Set()).add(row))
  }
  const whole = await examinerOf(read, learned, new Set())
  const cases: Case[] = []
  for (const one of extra) cases.push(await whole({ ...one, near: one.id }))
  for (let half = -1; half < halves; half++) {
    const raw = half < 0 ? new Set<string>() : halfOf(read, half)
    const examine = half < 0 ? whole : await examinerOf(read, learned, raw)
    for (const row of [...asked, ...rows('gap')]) {
      const { text = '', id = '', source, place } = units[row] ?? {}
      if (half >= 0 && !(place && raw.has(paragraphKey(place)))) continue
      const left =
        source === 'gap'
          ? { rows: rowsOfGap.get(id) ?? new Set(), gap: id }
          : { rows: new Set([row]) }
      // What is missing at a fact is judged with the fact's own phrasings.
      const near = source === 'gap' ? (knowledge.gapById.get(id)?.nearby ?? id) : id
      const one = await examine({ text, near, vector: rowOf(index, row), left })
      if (half < 0 || one.best === 'sentence') cases.push(one)
    }
  }
  return cases
}

interface Examined {
  readonly text: string
  /** What it is judged with. */
  readonly near: string
  readonly vector: Float32Array
  readonly left?: LeftOut
}

type Examiner = (one: Examined) => Promise<Case>

async function examinerOf(
  { knowledge, units, index }: Read,
  { withoutFold, ...weights }: LearnedBefore,
  raw: ReadonlySet<string>,
): Promise<Examiner> {
  const scan = await openScan(index)
  const isKept = ({ source, place }: Unit) =>
    source !== 'phrasing' || !place || !raw.has(paragraphKey(place))
  const novelty = buildNovelty(units.filter(isKept))
  const learned = {
    ...weights,
    asking: { asks: {}, slots: {} },
    answering: {} as never,
    following: {} as never,
  }
  const searched = openSearchable(units, { ...knowledge, novelty, learned }, { factsOf: raw })
  const classifiers = withoutFold.map(createAskClassifier)
  return async ({ text, near, vector, left }) => {
    const fold = foldOf(near)
    const classify = classifiers[fold] ?? searched.classify
    const ranked = rankedBy(
      { text, cosines: await scan(vector), ...(left && { left }) },
      { ...searched, classify },
    )
    return {
      best: bestKindOf(ranked),
      signals: answerSignalsOf(ranked),
      isAnswerable: left?.gap === undefined,
      fold,
    }
  }
}
