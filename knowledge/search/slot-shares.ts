import { type Slot, slots } from '../facts/asks.js'
import type { CandidateTable } from './candidate-table.js'

/** How often slots are asked for: pairs of a position among the slots and a number. */
type Counts = readonly (readonly [number, number])[]

/** The different counts that candidates have, and for each candidate which of them are its own. */
interface Shared {
  readonly counts: readonly Counts[]
  readonly which: Int32Array
}

const shared = new WeakMap<CandidateTable, Shared>()

/** How often each candidate's phrasings ask for each slot; worked out once. */
function sharedBy(table: CandidateTable): Shared {
  const before = shared.get(table)
  if (before) return before
  const positions = new Map<string, number>()
  const counts: Counts[] = []
  const which = table.own.map((_, at) => {
    const own = countsOf(table, at)
    const key = own.join()
    const position = positions.get(key) ?? counts.push(own) - 1
    positions.set(key, position)
    return position
  })
  shared.set(table, { counts, which })
  return { counts, which }
}

function countsOf(
  { phrasings, from, slotOfRow }: CandidateTable,
  at: number,
  without?: ReadonlySet<number>,
): Counts {
  const counts = new Map<number, number>()
  for (const row of phrasings.subarray(from[at], from[at + 1])) {
    const slot = slotOfRow[row] ?? -1
    if (slot >= 0 && !without?.has(row)) counts.set(slot, (counts.get(slot) ?? 0) + 1)
  }
  return [...counts]
}

/**
 * Tells how much of what is asked for each candidate's phrasings ask for.
 * @param asked how likely each slot is asked for
 * @param without rows that don't count
 */
export function slotShares(
  table: CandidateTable,
  asked: Readonly<Record<Slot, number>>,
  without: ReadonlySet<number>,
): Float32Array {
  const likely = slots.map((slot) => asked[slot])
  const { counts, which } = sharedBy(table)
  const different = counts.map((one) => shareOf(one, likely))
  const shares = new Float32Array(which.length)
  for (let at = 0; at < shares.length; at += 1) shares[at] = different[which[at] ?? 0] ?? 0
  for (const row of without) {
    const at = table.holderOfRow[row] ?? -1
    if (at >= 0) shares[at] = shareOf(countsOf(table, at, without), likely)
  }
  return shares
}

function shareOf(counts: Counts, likely: readonly number[]): number {
  let [sum, total] = [0, 0]
  for (const [slot, count] of counts) {
    sum += (likely[slot] ?? 0) * count
    total += count
  }
  return total === 0 ? 0 : sum / total
}
