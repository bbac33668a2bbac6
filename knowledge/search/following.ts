import { paragraphKey, type PassageId } from '../citation/passage.js'
import type { Ranked } from './answer-signals.js'

/**
 * What tells which statement a follow-up means: how likely it is for the question behind the one
 * before, and by itself; the names and terms of the follow-up that it states, and names that its
 * paragraph lacks too; the same with those of both questions; the cosine of its words with those of the statement that was told first,
 * whether it stands in the same paragraph and section as that, and whether it is that statement.
 * Where the follow-up names something, the last four count apart: it may have left the place.
 */
export const followingFeatures = [
  'joined',
  'own',
  'names',
  'lacking',
  'terms',
  'allNames',
  'allLacking',
  'allTerms',
  'near',
  'paragraph',
  'section',
  'told',
  'nearNamed',
  'paragraphNamed',
  'sectionNamed',
  'toldNamed',
] as const

/** What each feature of a follow-up's candidates counts. */
export type FollowingWeights = Readonly<Record<(typeof followingFeatures)[number], number>>

/** What was said before. */
export interface Before {
  /** Ids of the statements that were told, the main one first. */
  readonly told: readonly string[]
  /** Where they stand, the main place first. */
  readonly places: readonly PassageId[]
}

/** A follow-up ranked behind the question before and by itself. */
export interface Following extends Before {
  readonly joined: Ranked
  readonly own: Ranked
  /** The cosines with the statement that was told first, where there is one. */
  readonly near: ArrayLike<number> | undefined
}

/** Measures every candidate of a follow-up; but for the likelihoods 0 for what can't be said. */
export function followingOf(following: Following): Float64Array[] {
  const measure = measuring(following)
  return following.own.candidates.all.map((_, at) => measure(at))
}

/** What measures one candidate after the other. */
function measuring({ joined, own, near, told, places }: Following): (at: number) => Float64Array {
  const { all, paragraphs } = joined.candidates
  const [place] = places
  const key = place && paragraphKey(place)
  const section = paragraphs.find((one) => one.key === key)?.section
  const [before, alone] = [logarithms(joined), logarithms(own)]
  const isNamed = own.measured.namesStated.some((names) => names > 0)
  return (at) => {
    const { statement, id, paragraph = -1, own: row = -1 } = all[at] ?? {}
    const likely = [before[at] ?? 0, alone[at] ?? 0]
    if (!statement) return Float64Array.from(followingFeatures, (_, k) => likely[k] ?? 0)
    const beside = [
      near?.[row] ?? 0,
      Number(statement.places.some((one) => paragraphKey(one) === key)),
      Number(section !== undefined && paragraphs[paragraph]?.section === section),
      Number(id === told[0]),
    ]
    const none = beside.map(() => 0)
    const apart = isNamed ? [...none, ...beside] : [...beside, ...none]
    return Float64Array.from([...likely, ...statedBy(own, at), ...statedBy(joined, at), ...apart])
  }
}

/** The names and terms of a question that a candidate states, and names that it lacks. */
function statedBy({ measured }: Ranked, at: number): number[] {
  const { namesStated, namesLacking, statementTerms } = measured
  return [namesStated[at] ?? 0, namesLacking[at] ?? 0, statementTerms[at] ?? 0]
}

/** The logarithm of each candidate's probability among those that can be said. */
function logarithms({ scores, candidates }: Ranked): number[] {
  const said = scores.map((score, at) => (candidates.all[at]?.statement ? score : -Infinity))
  const top = said.reduce((best, score) => Math.max(best, score), -Infinity)
  const sum = said.reduce((total, score) => total + Math.exp(score - top), 0)
  return Array.from(scores, (score) => score - top - Math.log(sum))
}

/** The scores of a follow-up's candidates: the logarithm of how likely each is meant, up to a constant. */
export function followingScores(following: Following, weights: FollowingWeights): Float32Array {
  const row = followingFeatures.map((name) => weights[name])
  const measure = measuring(following)
  const { all } = following.own.candidates
  return new Float32Array(all.length).map((_, at) =>
    all[at]?.statement
      ? measure(at).reduce((sum, value, k) => sum + value * (row[k] ?? 0), 0)
      : -Infinity,
  )
}
