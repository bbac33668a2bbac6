import { bootstrap, mean, type Interval } from '../statistics.js'
import { toShare, toTable } from '../table.js'
import { measures, type Measure, type Measures } from './measures.js'

/** What two runs are compared by: the measures of each question. */
export type Outcomes = ReadonlyMap<string, Measures>

/** A measure's mean in two runs over the questions that both have. */
export interface Difference extends Interval {
  readonly measure: Measure
  readonly questions: number
  readonly before: number
  readonly after: number
  readonly difference: number
}

/** Compares two runs question by question; a measure that no question has in both is left out. */
export function compare(before: Outcomes, after: Outcomes): Difference[] {
  return measures.flatMap((measure) => {
    const pairs = [...after].flatMap(([id, { [measure]: now }]) => {
      const then = before.get(id)?.[measure]
      return then === undefined || now === undefined ? [] : [{ then, now }]
    })
    if (pairs.length === 0) return []
    const differences = pairs.map(({ then, now }) => now - then)
    return [
      {
        measure,
        questions: pairs.length,
        before: mean(pairs.map(({ then }) => then)) ?? 0,
        after: mean(pairs.map(({ now }) => now)) ?? 0,
        difference: mean(differences) ?? 0,
        ...bootstrap(differences),
      },
    ]
  })
}

/** Names the questions whose answer became right or wrong, or whose paragraph came first or no longer. */
export function changes(before: Outcomes, after: Outcomes): string[] {
  return [...after].flatMap(([id, now]) => {
    const then = before.get(id)
    const changed = (['correct', 'hit1'] as const).filter(
      (measure) => then?.[measure] !== undefined && then[measure] !== now[measure],
    )
    const parts = changed.map((name) => `${name} ${then?.[name] ?? '-'} → ${now[name] ?? '-'}`)
    return parts.length === 0 ? [] : [`${id}: ${parts.join(', ')}`]
  })
}

/** Writes a row for each measure with its difference and the difference's 95 % interval. */
export function toDifferenceTable(differences: readonly Difference[]): string {
  const rows = differences.map(({ measure, questions, before, after, ...rest }) => {
    const { difference, low, high } = rest
    const shares = [before, after, difference, low, high].map(toShare)
    return [measure, String(questions), ...shares]
  })
  return toTable(['measure', 'n', 'before', 'after', 'difference', 'low', 'high'], rows)
}
