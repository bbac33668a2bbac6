import { type Slot, slots } from '../facts/asks.js'
import type { Unit } from './units.js'

/**
 * Candidates as columns of numbers. Every question is measured against all of them, and columns are
 * gone through several times as fast as objects are.
 */
export interface CandidateTable {
  /** Positions among the kinds. */
  readonly kind: Uint8Array
  /** Rows and positions as in Candidate; -1 where there is none. */
  readonly own: Int32Array
  readonly window: Int32Array
  readonly paragraph: Int32Array
  /** The position of the paragraph that a statement rests on before others; -1 where there is none. */
  readonly main: Int32Array
  /** The rows of all phrasings, those of each candidate behind those of the one before. */
  readonly phrasings: Int32Array
  /** Where the phrasings of each candidate begin, and at last where all end. */
  readonly from: Int32Array
  /** For each row what it asks for, as a position among the slots; -1 where nobody said. */
  readonly slotOfRow: Int8Array
  /** For each row the candidate that it is a phrasing of; -1 where it is of none. */
  readonly holderOfRow: Int32Array
}

/** One candidate in numbers. */
interface Row {
  readonly kind: number
  readonly own: number
  readonly window: number
  readonly paragraph: number
  readonly main: number
  readonly phrasings: readonly number[]
}

/** Puts candidates into columns. */
export function tableOf(rows: readonly Row[], units: readonly Unit[]): CandidateTable {
  const holderOfRow = new Int32Array(units.length).fill(-1)
  const from = new Int32Array(rows.length + 1)
  for (const [at, { phrasings }] of rows.entries()) {
    from[at + 1] = (from[at] ?? 0) + phrasings.length
    for (const row of phrasings) holderOfRow[row] = at
  }
  const column = (name: 'own' | 'window' | 'paragraph' | 'main') =>
    Int32Array.from(rows, (row) => row[name])
  return {
    kind: Uint8Array.from(rows, ({ kind }) => kind),
    own: column('own'),
    window: column('window'),
    paragraph: column('paragraph'),
    main: column('main'),
    phrasings: Int32Array.from(rows.flatMap(({ phrasings }) => phrasings)),
    from,
    slotOfRow: Int8Array.from(units, ({ slot }) => (slot ? (slotPositions.get(slot) ?? -1) : -1)),
    holderOfRow,
  }
}

const slotPositions: ReadonlyMap<Slot, number> = new Map(slots.map((slot, at) => [slot, at]))
