import type { EvalOptions } from '../cli/eval-options.js'
import { changes, compare, toDifferenceTable, type Outcomes } from './compare.js'
import { belowFloor } from './floor.js'
import { outcomesOf, type Laboratory } from './laboratory.js'
import { reportAblations, reportHalf } from './report-ablations.js'
import { reportMisses } from './report-misses.js'
import { reportRun } from './report-run.js'
import { run, type Scored } from './run.js'

/** Asks the questions and makes the report; `below` names each measure below its floor. */
export async function evaluate(
  options: EvalOptions,
  lab: Laboratory,
): Promise<{ sections: Section[]; below: string[] }> {
  const { file, questions, floor } = options
  const assistant = await lab.open()
  // The first turn of a process pays for what every later one finds ready.
  await run(assistant, questions.slice(0, 1), lab.limit)
  const scored = await run(assistant, questions, lab.limit)
  const sections = [reportRun(file, scored), ...(await sectionsOf(options, lab, scored))]
  return { sections, below: belowFloor(floor, scored) }
}

/** A part of the evaluation's report, for people and for machines. */
export interface Section {
  readonly text: string
  /** Keys of the JSON report with their values. */
  readonly data: Readonly<Record<string, unknown>>
}

/** The sections of the report that were asked for, beyond the run itself. */
async function sectionsOf(
  options: EvalOptions,
  lab: Laboratory,
  scored: readonly Scored[],
): Promise<Section[]> {
  const { misses, earlier, peers, without, half } = options
  return [
    ...(misses ? [reportMisses(scored)] : []),
    ...(earlier ? [reportComparison(earlier, outcomesOf(scored))] : []),
    ...(peers ? [await reportPeersOf(lab, scored)] : []),
    ...(without.length > 0 ? [await reportAblations(lab, scored, without)] : []),
    ...(half ? [await reportHalf(lab, scored)] : []),
  ]
}

async function reportPeersOf({ embedder }: Laboratory, scored: readonly Scored[]) {
  // Loaded only on demand: the peers are development packages.
  const { reportPeers } = await import('./peers/report-peers.js')
  return reportPeers(scored, embedder)
}

/** Reports how a run differs from an earlier one, and which questions changed. */
function reportComparison(before: Outcomes, after: Outcomes) {
  const differences = compare(before, after)
  const changed = changes(before, after)
  const unpaired = [...after.keys()].filter((id) => !before.has(id)).length
  const note = unpaired === 0 ? '' : ` ${unpaired} questions are in this run only.`
  return {
    text: [
      `Compared with the earlier run, question by question, with 95 % intervals.${note}`,
      toDifferenceTable(differences),
      changed.length === 0 ? 'No question changed.' : `Changed:\n  ${changed.join('\n  ')}`,
    ].join('\n\n'),
    data: { comparison: { differences, changed, unpaired } },
  }
}
