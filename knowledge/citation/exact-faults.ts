import { amountFaults } from './bindings.js'
import { dateFaults } from './dates.js'
import { doerFaults } from './doers.js'
import type { Fault, Pairing } from './fault.js'
import { nameFaults, type Naming, pairFaults } from './named.js'
import { planFaults } from './plans.js'
import { negationFaults } from './polarity.js'
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

/** What follows from numbers, names, dates, amounts, negations, doers and plans alone. */
export function exactFaults(pairing: Pairing, naming: Naming): Fault[] {
  return [
    ...boundFaults(pairing, naming),
    ...nameFaults(pairing, naming),
    ...negationFaults(pairing, naming),
    ...doerFaults(pairing, naming),
    ...planFaults(pairing),
    ...amountFaults(pairing),
  ]
}
