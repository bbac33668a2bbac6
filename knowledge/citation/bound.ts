import type { Fault, Pairing } from './fault.js'
import { dateFaults, type Naming, pairFaults } from './named.js'
import { ordinalFaults, quantityFaults } from './quantities.js'

/**
 * What a sentence binds otherwise than its text: a number to another unit or thing, a month to
 * another year, two words of names that don't stand side by side.
 */
export function boundFaults(pairing: Pairing, naming: Naming): Fault[] {
  return [
    ...quantityFaults(pairing),
    ...ordinalFaults(pairing),
    ...pairFaults(pairing, naming),
    ...dateFaults(pairing),
  ]
}
