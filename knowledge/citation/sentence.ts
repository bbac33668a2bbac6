import { termsOf } from '../search/terms.js'
import { claims } from './claims.js'
import type { Fault } from './fault.js'
import type { Passage } from './passage.js'

/** At least one passage: what makes a sentence quotable. */
export type Passages = readonly [Passage, ...Passage[]]

/** Gives the other names of whatever a passage names: acronyms for full names and the reverse. */
export type KnownAs = (passage: Passage) => readonly string[]

/**
 * A sentence that may be sent to a user: `verify` is the only way to make one, so a sentence
 * without a passage, or with a number, date or name that its passages lack, doesn't exist.
 */
export class CitedSentence {
  declare protected readonly brand: 'verified'

  private constructor(
    readonly text: string,
    readonly passages: Passages,
  ) {}

  /**
   * @param text one or more sentences that rest on the same passages
   * @param passages the passages they rest on; none means no sentence
   * @returns the sentence, or undefined where a claim of it stands in none of the passages
   */
  static verify(
    text: string,
    passages: readonly Passage[],
    knownAs: KnownAs = noOtherNames,
  ): CitedSentence | undefined {
    const [first, ...rest] = passages
    if (first === undefined || text.trim() === '') return undefined
    return unsupported(text, passages, knownAs).length === 0
      ? new CitedSentence(text, [first, ...rest])
      : undefined
  }

  /**
   * A sentence that somebody else wrote.
   * @param faultsOf tells what of it the passages don't bear
   * @returns the sentence on the fewest of the passages that bear it as well, or its faults
   */
  static async written(
    text: string,
    passages: readonly Passage[],
    faultsOf: (text: string, passages: readonly Passage[]) => Promise<readonly Fault[]>,
  ): Promise<CitedSentence | readonly Fault[]> {
    const faults = await faultsOf(text, passages)
    if (faults.length > 0) return faults
    const [first, ...rest] = narrowest(text, passages)
    if (first === undefined) return [{ kind: 'meaning', words: text }]
    return new CitedSentence(text, [first, ...rest])
  }

  /**
   * A sentence with one number that stands in no passage because it is reckoned from numbers that do.
   * @param terms verified sentences and, for sums and differences, the number that each contributes
   * @param write puts the result into words; its other claims must stand in the terms' passages
   * @returns the sentence, or undefined where a term's number isn't in its sentence or a claim isn't borne
   */
  static reckon(
    operation: Operation,
    terms: readonly Term[],
    write: (result: string) => string,
  ): CitedSentence | undefined {
    const [first, ...rest] = new Set(terms.flatMap(({ sentence }) => sentence.passages))
    const isStated = ({ value, sentence }: Term) => numbersIn(sentence.text).includes(value)
    if (first === undefined || (operation !== 'count' && !terms.every(isStated))) return undefined
    const result = numerals.format(results[operation](terms.map(({ value }) => value)))
    const text = write(result)
    const open = unsupported(text, [first, ...rest]).filter((claim) => claim !== result)
    return open.length === 0 ? new CitedSentence(text, [first, ...rest]) : undefined
  }
}

/** How many terms there are, what they come to, or what lies between the first and the second. */
export type Operation = 'count' | 'sum' | 'difference'

/** A number and the verified sentence that states it. */
export interface Term {
  readonly value: number
  readonly sentence: CitedSentence
}

const numerals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 })

const results: Readonly<Record<Operation, (values: readonly number[]) => number>> = {
  count: (values) => values.length,
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  difference: ([first = 0, second = 0]) => first - second,
}

function numbersIn(text: string): number[] {
  return claims(text).map((claim) => Number(claim.replaceAll(',', '')))
}

/** The passages without those that share no term with a sentence that the others don't. */
function narrowest(text: string, passages: readonly Passage[]): readonly Passage[] {
  const said = termsOf(text)
  const sharedBy = (some: readonly Passage[]) => {
    const terms = new Set(some.flatMap((passage) => termsOf(passage.text)))
    return said.filter((term) => terms.has(term)).length
  }
  const all = sharedBy(passages)
  const poorestFirst = passages.toSorted((a, b) => sharedBy([a]) - sharedBy([b]))
  return poorestFirst.reduce<readonly Passage[]>((left, one) => {
    const without = left.filter((other) => other !== one)
    return without.length > 0 && sharedBy(without) === all ? without : left
  }, passages)
}

const noOtherNames: KnownAs = () => []

/** The numbers, dates and names of a text that stand in none of the passages, under no name. */
export function unsupported(
  text: string,
  passages: readonly Passage[],
  knownAs: KnownAs = noOtherNames,
): string[] {
  const body = passages.map((passage) => foldedOf(passage, knownAs)).join('')
  const stands = (claim: string) => body.includes(fold(claim)) || body.includes(fold(`${claim}s`))
  return claims(text).filter((claim) => !stands(claim))
}

/** Passages don't change, and a turn checks several sentences against each. */
const folded = new WeakMap<KnownAs, WeakMap<Passage, string>>()

function foldedOf(passage: Passage, knownAs: KnownAs): string {
  const cache = folded.get(knownAs) ?? new WeakMap<Passage, string>()
  folded.set(knownAs, cache)
  const text = cache.get(passage) ?? fold([passage.text, ...knownAs(passage)].join(' '))
  cache.set(passage, text)
  return text
}

/** Words and numbers between single spaces, so that `19` doesn't stand in `2019` nor `Guinea` in `Guinean`. */
function fold(text: string): string {
  const tokens = text.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'")
  const words = tokens.match(/\d+(?:[.,]\d+)*(?:[/-]\d+)*|[\p{L}\d]+/gu) ?? []
  return ` ${words.join(' ')} `
}
