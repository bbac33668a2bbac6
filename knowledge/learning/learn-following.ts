import type { FollowUp } from '../facts/open-facts.js'
import { answerability } from '../search/answerability.js'
import { followingSignals, followingSignalsOf } from '../search/answered-following.js'
import {
  type Following,
  followingFeatures,
  followingOf,
  followingScores,
} from '../search/following.js'
import { openScan } from '../search/open-scan.js'
import { rankedBy } from '../search/ranked.js'
import type { Searchable } from '../search/retriever.js'
import { placesOf } from '../facts/schema.js'
import { rowOf } from '../search/vector-index.js'
import { type Choice, fitChoices, scoreOf } from './fit-choices.js'
import { foldOf, folds } from './folds.js'
import type { LeaningSource } from './learn-leaning.js'

/** Candidates that a follow-up is decided among: those that come nearest behind the question before, and by itself. */
const rivals = 60
/** The share of follow-ups with an answer that may be refused. */
const mayRefuse = 0.03

/** What was learned of follow-ups, and how many of those left out are understood, and refused. */
export interface LearnedFollowing {
  readonly weights: Omit<Searchable['following'], 'leaning'>
  readonly figures: {
    readonly statement: number
    readonly paragraph: number
    readonly refused: number
    readonly refusedWrongly: number
  }
}

type Source = Omit<LeaningSource, 'cuesOf'>

interface Lesson extends Choice {
  readonly following: Following
  readonly fold: number
  readonly chances: readonly [number, number]
  /** Paragraph of each option. */
  readonly paragraphs: readonly number[]
}

/**
 * Learns from authored follow-ups, each asked after a phrasing of what was told before, which
 * statement is meant and whether there is one.
 */
export async function learnFollowing(source: Source): Promise<LearnedFollowing> {
  const lessons = await lessonsFrom(source)
  const meant = lessons.filter(({ right }) => right >= 0)
  const ranking = fitChoices(meant, followingFeatures.length)
  const held = Array.from({ length: folds }, (_, fold) => fitWithout(lessons, fold)).flat()
  const sure = held.flatMap(({ isMeant, p }) => (isMeant ? [p] : [])).sort((a, b) => a - b)
  const threshold = rounded(sure[Math.floor(sure.length * mayRefuse)] ?? 0)
  const answering = fitAnswering(lessons, ranking)
  const share = (
    list: readonly (typeof held)[number][],
    is: (one: (typeof held)[number]) => boolean,
  ) => list.filter(is).length / list.length
  const [some, none] = [held.filter(({ isMeant }) => isMeant), held.filter((one) => !one.isMeant)]
  return {
    weights: {
      ranking: named(followingFeatures, ranking),
      answering: {
        bias: rounded(answering.at(-1) ?? 0),
        weights: named(followingSignals, answering),
        threshold,
      },
    },
    figures: {
      statement: share(some, (one) => one.isRight),
      paragraph: share(some, (one) => one.isThere),
      refused: share(none, ({ p }) => p < threshold),
      refusedWrongly: share(some, ({ p }) => p < threshold),
    },
  }
}

const rounded = (x: number) => Math.round(x * 1000) / 1000

function named<Name extends string>(
  names: readonly Name[],
  fitted: Float64Array,
): Record<Name, number> {
  // The entries are one for each name.
  return Object.fromEntries(names.map((name, at) => [name, rounded(fitted[at] ?? 0)])) as Record<
    Name,
    number
  >
}

function fitWithout(lessons: readonly Lesson[], fold: number) {
  const others = lessons.filter((one) => one.fold !== fold)
  const ranking = fitChoices(
    others.filter(({ right }) => right >= 0),
    followingFeatures.length,
  )
  const answering = fitAnswering(others, ranking)
  return lessons
    .filter((one) => one.fold === fold)
    .map((lesson) => {
      const { options, right, paragraphs } = lesson
      const scores = options.map((option) => scoreOf(option, ranking))
      const first = scores.indexOf(Math.max(...scores))
      const signals = [...signalsOf(lesson, ranking), 1]
      const sum = signals.reduce((total, x, k) => total + x * (answering[k] ?? 0), 0)
      return {
        isMeant: right >= 0,
        isRight: first === right,
        isThere: paragraphs[first] === paragraphs[right],
        p: 1 / (1 + Math.exp(-sum)),
      }
    })
}

function signalsOf({ following, chances }: Lesson, ranking: Float64Array): number[] {
  const scores = followingScores(following, named(followingFeatures, ranking))
  return followingSignalsOf(scores, chances)
}

/** A logistic regression, with as many questions without an answer as with one. */
function fitAnswering(lessons: readonly Lesson[], ranking: Float64Array): Float64Array {
  const nothing = { from: 0, values: new Float64Array() }
  const choices = lessons.map((lesson) => ({
    options: [nothing, { from: 0, values: Float64Array.from([...signalsOf(lesson, ranking), 1]) }],
    right: Number(lesson.right >= 0),
  }))
  const [rare, common] = [
    choices.filter(({ right }) => right === 0),
    choices.filter(({ right }) => right === 1),
  ]
  const again = Array.from(
    { length: Math.round(common.length / Math.max(rare.length, 1)) },
    () => rare,
  )
  return fitChoices([...common, ...again.flat()], followingSignals.length + 1)
}

async function lessonsFrom(source: Source): Promise<Lesson[]> {
  const { read } = source
  const scan = await openScan(read.index)
  const rows = new Map<string, number[]>()
  for (const [row, { id = '', source: kind }] of read.units.entries()) {
    if (kind === 'phrasing') rows.set(id, [...(rows.get(id) ?? []), row])
  }
  const lessons: Lesson[] = []
  for (const [at, followUp] of read.knowledge.facts.followUps.entries()) {
    const asked = rows.get(followUp.after) ?? []
    const row = asked[(at * 7) % Math.max(asked.length, 1)]
    const lesson =
      row === undefined ? undefined : await lessonOf({ ...source, scan }, followUp, row)
    if (lesson) lessons.push(lesson)
  }
  return lessons
}

async function lessonOf(
  { read, embedder, searchable, scan }: Source & Pick<Searchable, 'scan'>,
  { text, after, means }: FollowUp,
  row: number,
): Promise<Lesson | undefined> {
  const { all } = searchable.candidates
  const fact = read.knowledge.factById.get(after)
  const explicit = `${read.units[row]?.text ?? ''} ${text}`
  const [whole, alone] = await embedder.embed([explicit, text])
  const told = all.find(({ id, statement }) => statement && id === after)
  if (!fact || !whole || !alone || !told) return undefined
  const left = { rows: new Set([row]) }
  const joined = rankedBy({ text: explicit, cosines: await scan(whole), left }, searchable)
  const own = rankedBy({ text, cosines: await scan(alone), left }, searchable)
  const near = await scan(rowOf(read.index, told.own))
  const following = { joined, own, near, told: [after], places: placesOf(fact) }
  const measured = followingOf(following)
  const right = all.findIndex(({ id, statement }) => statement && id === means)
  const isSaid = (at: number) => all[at]?.statement !== undefined
  const best = (k: number) =>
    [...all.keys()]
      .filter(isSaid)
      .sort((a, b) => (measured[b]?.[k] ?? 0) - (measured[a]?.[k] ?? 0))
      .slice(0, rivals / 2)
  const among = [...new Set([...(right >= 0 ? [right] : []), ...best(0), ...best(1), ...best(2)])]
  return {
    following,
    fold: foldOf(after),
    options: among.map((at) => ({ from: 0, values: measured[at] ?? new Float64Array() })),
    right: right >= 0 ? 0 : -1,
    paragraphs: among.map((at) => all[at]?.paragraph ?? -1),
    chances: [
      answerability(joined, searchable.answering),
      answerability(own, searchable.answering),
    ],
  }
}
