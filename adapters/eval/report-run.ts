import { bootstrap, quantile, type Interval } from '../statistics.js'
import { toShare, toTable } from '../table.js'
import { groupsOf, meansOf, toGroupTable } from './groups.js'
import { measures, type Measure } from './measures.js'
import { mainGroup } from './questions.js'
import type { Scored } from './run.js'

/** Reports a run: the groups, the intervals of the main group and the latency of a question. */
export function reportRun(file: string, scored: readonly Scored[]) {
  const groups = groupsOf(scored)
  const intervals = intervalsOf(groups.get(mainGroup) ?? [])
  const ms = scored.map((one) => one.ms)
  const latency = { p50: quantile(ms, 0.5), p99: quantile(ms, 0.99) }
  const means = new Map<string, object>()
  for (const [name, members] of groups) {
    means.set(name, { questions: members.length, ...meansOf(members) })
  }
  const rows = [...intervals].map(([measure, { mean, low, high }]) => [
    measure,
    ...[mean, low, high].map(toShare),
  ])
  return {
    text: [
      toGroupTable(groups),
      `${mainGroup}, 95 % bootstrap intervals (2,000 resamples):`,
      toTable(['measure', 'mean', 'low', 'high'], rows),
      `A question took ${latency.p50.toFixed(1)} ms (p50), ${latency.p99.toFixed(1)} ms (p99).`,
    ].join('\n\n'),
    data: {
      file,
      groups: Object.fromEntries(means),
      intervals: Object.fromEntries(intervals),
      latency,
      questions: scored.map(({ question, ...rest }) => ({ id: question.id, question, ...rest })),
    },
  }
}

function intervalsOf(scored: readonly Scored[]): Map<Measure, Interval & { mean: number }> {
  const means = meansOf(scored)
  const intervals = new Map<Measure, Interval & { mean: number }>()
  for (const measure of measures) {
    const mean = means[measure]
    const values = scored.flatMap((one) => one.measures[measure] ?? [])
    if (mean !== undefined) intervals.set(measure, { mean, ...bootstrap(values) })
  }
  return intervals
}
