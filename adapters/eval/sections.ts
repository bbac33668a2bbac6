import type { EvalOptions } from '../cli/eval-options.js'
import { outcomesOf, type Laboratory } from './laboratory.js'
import { reportAblations, reportHalf } from './report-ablations.js'
import { reportComparison } from './report-comparison.js'
import { reportMisses } from './report-misses.js'
import type { Scored } from './run.js'

/** A part of the evaluation's report, for people and for machines. */
export interface Section {
  readonly text: string
  /** Keys of the JSON report with their values. */
  readonly data: Readonly<Record<string, unknown>>
}

/** The sections of the report that were asked for, beyond the run itself. */
export async function sectionsOf(
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
