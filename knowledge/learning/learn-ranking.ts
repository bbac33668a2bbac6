import type { Read } from '../read-knowledge.js'
import { kinds } from '../search/candidates.js'
import { features } from '../search/features.js'
import type { RankingWeights } from '../search/ranker.js'
import type { AskingWeights } from '../search/slots.js'
import type { Unit } from '../search/units.js'
import { type Choice, fitChoices, scoreOf } from './fit-choices.js'
import { folds } from './folds.js'
import { type Lesson, lessonsFrom, width } from './ranking-lessons.js'

/** What ranks statements, what weighs meanings, and the share of questions left out where each is right. */
export interface LearnedRanking {
  readonly ranking: RankingWeights
  readonly meaning: RankingWeights
  readonly figures: Readonly<Record<'statement' | 'paragraph' | 'talk' | 'gap', number>>
}

type Kind = (typeof kinds)[number]
/** What can be said: small talk and gaps are weighed against it, but never ranked with it. */
const statements: readonly Kind[] = ['fact', 'overview', 'sentence']

/**
 * Learns from phrasings, small talk and gaps, each asked without itself, which statement answers,
 * and which candidate of any kind is meant.
 */
export async function learnRanking(
  read: Read,
  withoutFold: readonly AskingWeights[],
): Promise<LearnedRanking> {
  const lessons = balanced(await lessonsFrom(read, withoutFold))
  const phrased = lessons.filter(({ source }) => source === 'phrasing').map(amongStatements)
  const ranked = tried(phrased).filter(({ lesson }) => lesson.isCurated)
  const meant = tried(lessons)
  const shareOf = (source: Unit['source']) =>
    share(
      meant.filter(({ lesson }) => lesson.source === source),
      isRight,
    )
  return {
    ranking: weightsFrom(fitChoices(phrased, kinds.length * width), statements),
    meaning: weightsFrom(fitChoices(lessons, kinds.length * width), kinds),
    figures: {
      statement: share(ranked, isRight),
      paragraph: share(ranked, isInParagraph),
      talk: shareOf('talk'),
      gap: shareOf('gap'),
    },
  }
}

/** Phrasings, small talk and gaps count as much as each other, or the rarest would never be meant. */
function balanced(lessons: readonly Lesson[]): Lesson[] {
  const counts = new Map<Unit['source'], number>()
  for (const { source } of lessons) counts.set(source, (counts.get(source) ?? 0) + 1)
  return lessons.map((one) => ({ ...one, weight: 1 / (counts.get(one.source) ?? 1) }))
}

function amongStatements(lesson: Lesson): Lesson {
  return { ...lesson, options: lesson.options.filter(({ kind }) => statements.includes(kind)) }
}

/** A lesson, and the option that the others taught to take. */
interface Tried {
  readonly lesson: Lesson
  readonly first: number
}

/** Asks each part of the lessons what the other parts taught. */
function tried(lessons: readonly Lesson[]): Tried[] {
  return Array.from({ length: folds }, (_, fold) => {
    const others = lessons.filter((one) => one.fold !== fold)
    const fitted = fitChoices(others, kinds.length * width)
    return lessons
      .filter((one) => one.fold === fold)
      .map((lesson) => ({ lesson, first: firstOf(lesson, fitted) }))
  }).flat()
}

const isRight = ({ lesson, first }: Tried) => first === lesson.right
const isInParagraph = ({ lesson: { options, right }, first }: Tried) =>
  options[first]?.paragraph === options[right]?.paragraph
const share = (some: readonly Tried[], holds: (one: Tried) => boolean) =>
  some.filter(holds).length / some.length

function firstOf({ options }: Choice, weights: Float64Array): number {
  const scores = options.map((option) => scoreOf(option, weights))
  return scores.indexOf(Math.max(...scores))
}

function weightsFrom(fitted: Float64Array, some: readonly Kind[]): RankingWeights {
  const rounded = (at: number) => Math.round((fitted[at] ?? 0) * 1000) / 1000
  const ofKind = (kind: number) => ({
    bias: rounded(kind * width + features.length),
    weights: Object.fromEntries(features.map((name, at) => [name, rounded(kind * width + at)])),
  })
  // One entry for each kind and each feature.
  return Object.fromEntries(some.map((kind) => [kind, ofKind(kinds.indexOf(kind))]))
}
