import type { Slot } from '../facts/asks.js'
import type { Candidates } from './candidates.js'
import type { Unit } from './units.js'

type Counts = readonly (readonly [Slot, number])[]
const slotCounts = new WeakMap<Candidates, readonly Counts[]>()

/** How often each candidate's phrasings ask for each slot; worked out once. */
function slotCountsOf(candidates: Candidates, units: readonly Unit[]): readonly Counts[] {
  const before = slotCounts.get(candidates)
  if (before) return before
  const counts = candidates.all.map(({ phrasings }) => countsIn(phrasings, units))
  slotCounts.set(candidates, counts)
  return counts
}

function countsIn(rows: readonly number[], units: readonly Unit[]): Counts {
  const counts = new Map<Slot, number>()
  for (const row of rows) {
    const slot = units[row]?.slot
    if (slot !== undefined) counts.set(slot, (counts.get(slot) ?? 0) + 1)
  }
  return [...counts]
}

/**
 * Tells how much of what is asked for a candidate's phrasings ask for.
 * @param slots how likely each slot is asked for
 */
export function slotShares(
  candidates: Candidates,
  units: readonly Unit[],
  slots: Readonly<Record<Slot, number>>,
) {
  const all = slotCountsOf(candidates, units)
  return (at: number, rows: readonly number[], without: ReadonlySet<number>) => {
    const isOwn = without.size > 0 && rows.some((row) => without.has(row))
    const counts = isOwn
      ? countsIn(
          rows.filter((row) => !without.has(row)),
          units,
        )
      : (all[at] ?? [])
    let [sum, total] = [0, 0]
    for (const [slot, count] of counts) {
      sum += slots[slot] * count
      total += count
    }
    return total === 0 ? 0 : sum / total
  }
}
