import type { Embedder } from '../model/embedder.js'
import type { Read } from '../read-knowledge.js'
import {
  isLeaning,
  type LeaningCues,
  leaningSignals,
  leaningSignalsOf,
  type LeaningWeights,
} from '../search/leaning.js'
import { openScan } from '../search/open-scan.js'
import { rankedBy } from '../search/ranked.js'
import type { openSearchable } from '../search/searchable.js'
import { rowOf } from '../search/vector-index.js'
import { fitChoices } from './fit-choices.js'
import { foldOf, folds } from './folds.js'
import { spread } from './ranking-lessons.js'

/** When a message leans on the last turn, and the shares of those left out that are told apart. */
export interface LearnedLeaning {
  readonly weights: LeaningWeights
  readonly figures: { readonly leaning: number; readonly alone: number }
}

interface Case {
  readonly signals: readonly number[]
  readonly leans: boolean
  readonly fold: number
}

/** What it is learned with. */
export interface LeaningSource {
  readonly read: Read
  readonly embedder: Embedder
  readonly searchable: ReturnType<typeof openSearchable>
  readonly cuesOf: (text: string) => LeaningCues
}

/** Learns from authored follow-ups and as many phrasings, each without itself, which of both a message is. */
export async function learnLeaning(source: LeaningSource): Promise<LearnedLeaning> {
  const cases = await casesOf(source)
  const held = Array.from({ length: folds }, (_, fold) => {
    const weights = fit(cases.filter((one) => one.fold !== fold))
    return cases
      .filter((one) => one.fold === fold)
      .map(({ signals, leans }) => ({ leans, isRight: isLeaning(signals, weights) === leans }))
  }).flat()
  const share = (leans: boolean) => {
    const some = held.filter((one) => one.leans === leans)
    return some.filter(({ isRight }) => isRight).length / some.length
  }
  return { weights: fit(cases), figures: { leaning: share(true), alone: share(false) } }
}

/** A logistic regression: the choice between the signals, with a bias, and nothing. */
function fit(cases: readonly Case[]): LeaningWeights {
  const nothing = { from: 0, values: new Float64Array() }
  const choices = cases.map(({ signals, leans }) => ({
    options: [nothing, { from: 0, values: Float64Array.from([...signals, 1]) }],
    right: Number(leans),
  }))
  const fitted = fitChoices(choices, leaningSignals.length + 1)
  const round = (at: number) => Math.round((fitted[at] ?? 0) * 1000) / 1000
  const entries = leaningSignals.map((name, at) => [name, round(at)])
  return {
    bias: round(leaningSignals.length),
    // One entry for each signal.
    weights: Object.fromEntries(entries) as LeaningWeights['weights'],
  }
}

async function casesOf({ read, embedder, searchable, cuesOf }: LeaningSource): Promise<Case[]> {
  const { units, index, knowledge } = read
  const scan = await openScan(index)
  const signalsOf = async (text: string, vector: Float32Array, rows = new Set<number>()) => {
    const cosines = await scan(vector)
    const own = rankedBy({ text, cosines, left: { rows } }, searchable)
    return leaningSignalsOf(own, cuesOf(text), searchable.answering)
  }
  const { followUps } = knowledge.facts
  const vectors = await embedder.embed(followUps.map(({ text }) => text))
  const cases: Case[] = []
  for (const [at, { text, after }] of followUps.entries()) {
    const vector = vectors[at]
    if (vector)
      cases.push({ signals: await signalsOf(text, vector), leans: true, fold: foldOf(after) })
  }
  const phrasings = [...units.keys()].filter((row) => units[row]?.source === 'phrasing')
  for (const row of spread(phrasings, followUps.length)) {
    const { text = '', id = '' } = units[row] ?? {}
    const signals = await signalsOf(text, rowOf(index, row), new Set([row]))
    cases.push({ signals, leans: false, fold: foldOf(id) })
  }
  return cases
}
