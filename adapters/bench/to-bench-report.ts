import { quantile } from '../statistics.js'
import { toTable } from '../table.js'
import type { BenchFigures } from './run-bench.js'

/** Writes a benchmark's figures with the ratio of a whole turn to a bare forward pass. */
export function toBenchReport(figures: BenchFigures): string {
  const { whole, bare, memory, slowest, firstStart, laterStarts } = figures
  const times = (slowest.ms / quantile(whole, 0.5)).toFixed(2)
  const rows = [0.5, 0.99].map((share) => {
    const [turn, pass] = [quantile(whole, share), quantile(bare, share)]
    return [`p${share * 100}`, turn.toFixed(2), pass.toFixed(2), (turn / pass).toFixed(2)]
  })
  const later = quantile(laterStarts, 0.5)
  return [
    toTable(['', 'whole turn, ms', 'bare forward pass, ms', 'ratio'], rows),
    '',
    `Slowest message of 2,000 characters  ${slowest.ms.toFixed(2)} ms, ${times} times p50 (${slowest.name})`,
    `From npm start to ready, first run   ${(firstStart / 1000).toFixed(2)} s`,
    `From npm start to ready, later runs  ${(later / 1000).toFixed(2)} s (median of ${laterStarts.length})`,
    `Resident memory, 100 questions       ${memory === undefined ? 'not known here' : `${memory.toFixed(0)} MB`}`,
  ].join('\n')
}
