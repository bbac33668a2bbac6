import type { Gap } from '../knowledge/facts/open-facts.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Hit } from '../knowledge/search/rank.js'
import type { Question } from './question.js'
import { soughtBy } from './sought.js'

/** A thing that the report doesn't say, by its id, and how likely it is meant. */
export interface LikelyGap {
  readonly id: string
  readonly score: number
}

/** A missing detail is likelier meant where the question asks for the same sort of thing, else less. */
const weightOfSort = { shared: 0.05, other: -0.08 }

/** Picks the gap that a question most likely asks about. */
export function likelyGap(
  question: Question,
  hits: readonly Hit[],
  { gapById }: Knowledge,
): LikelyGap | undefined {
  const asked = new Set(question.sought.map(({ name }) => name))
  const gaps = hits.flatMap(({ source, id, score }) => {
    const gap = source === 'gap' ? gapById.get(id) : undefined
    if (!gap) return []
    const sorts = sortsOf(gap)
    if (sorts.size === 0 || gap.nearby === null) return [{ id, score }]
    const shared = [...sorts].some((name) => asked.has(name))
    return [{ id, score: score + (shared ? weightOfSort.shared : weightOfSort.other) }]
  })
  return gaps.sort((a, b) => b.score - a.score)[0]
}

const sortsOfGaps = new WeakMap<Gap, ReadonlySet<string>>()

function sortsOf(gap: Gap): ReadonlySet<string> {
  const known = sortsOfGaps.get(gap)
  if (known) return known
  const sorts = new Set(gap.questions.flatMap((text) => soughtBy(text).map(({ name }) => name)))
  sortsOfGaps.set(gap, sorts)
  return sorts
}
