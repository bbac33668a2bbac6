import { mean, quantile } from '../statistics.js'
import { toShare, toTable } from '../table.js'
import { measures, type Measure, type Measures } from './measures.js'
import { isMain, mainGroup } from './questions.js'
import type { Scored } from './run.js'
import { wordsOf } from './score.js'

/** Parts a run into groups: all, the main one, then by kind, persona and language. */
export function groupsOf(scored: readonly Scored[]): Map<string, readonly Scored[]> {
  const groups = new Map([
    ['all', scored],
    [mainGroup, scored.filter(({ question }) => isMain(question))],
  ])
  for (const key of ['kind', 'persona', 'lang'] as const) {
    for (const value of new Set(scored.map(({ question }) => question[key]))) {
      const members = scored.filter(({ question }) => question[key] === value)
      groups.set(`${key} ${value}`, members)
    }
  }
  return groups
}

/** The mean of each measure over the questions that it applies to. */
export function meansOf(scored: readonly Scored[]): Measures {
  const means: Partial<Record<Measure, number>> = {}
  for (const name of measures) {
    const value = mean(scored.map((one) => one.measures[name]))
    if (value !== undefined) means[name] = value
  }
  return means
}

const columns: readonly (readonly [string, Measure])[] = [
  ['correct', 'correct'],
  ['lead', 'lead'],
  ['refused', 'refused'],
  ['answered', 'answered'],
  ['hit@1', 'hit1'],
  ['hit@3', 'hit3'],
  ['precision', 'precision'],
  ['recall', 'recall'],
]

/** Writes a row for each group: its size, its means, and the median lengths of its answers and their leads in words. */
export function toGroupTable(groups: ReadonlyMap<string, readonly Scored[]>): string {
  const rows = [...groups].map(([name, scored]) => {
    const means = meansOf(scored)
    const lengthOf = (part: 'text' | 'lead') =>
      quantile(
        scored.map(({ answer }) => wordsOf(answer[part])),
        0.5,
      )
    const cells = columns.map(([, measure]) => toShare(means[measure]))
    return [
      name,
      String(scored.length),
      ...cells,
      String(lengthOf('text')),
      String(lengthOf('lead')),
    ]
  })
  return toTable(['group', 'n', ...columns.map(([title]) => title), 'words', 'in lead'], rows)
}
