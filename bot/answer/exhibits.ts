import type { Fact } from '../../knowledge/facts/schema.js'
import type { FactSheet } from './fact-sheet.js'

/** A figure of the fact database. */
export type Figure = Extract<Fact, { kind: 'figure' }>

/** What an answer can show besides its sentences. */
export interface Exhibits {
  /** Ids of a list's entries, in order, by which it can be taken up again; empty where it is no list. */
  readonly entries: readonly string[]
  /** The facts told that have fields; empty for a list. */
  readonly sheets: readonly FactSheet[]
  /** The figures of one unit and scope that the sentences state, where there are two or more. */
  readonly figures: readonly Figure[]
}
