import type { FactKind } from '../facts/schema.js'

/** Somebody or something with a name that users may use in a question. */
export interface Entity {
  /** The fact's id, or the ISO code of a country that the report doesn't name. */
  readonly id: string
  readonly name: string
  readonly kind: FactKind
  /** False for a country that the report doesn't name. */
  readonly known: boolean
}
