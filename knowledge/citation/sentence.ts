import { claims } from './claims.js'
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
    knownAs: KnownAs = () => [],
  ): CitedSentence | undefined {
    const [first, ...rest] = passages
    if (first === undefined || text.trim() === '') return undefined
    return unsupported(text, passages, knownAs).length === 0
      ? new CitedSentence(text, [first, ...rest])
      : undefined
  }
}

/** The numbers, dates and names of a text that stand in none of the passages, under no name. */
export function unsupported(
  text: string,
  passages: readonly Passage[],
  knownAs: KnownAs = () => [],
): string[] {
  const said = passages.flatMap((passage) => [passage.text, ...knownAs(passage)])
  const body = fold(said.join(' '))
  const stands = (claim: string) => body.includes(fold(claim)) || body.includes(fold(`${claim}s`))
  return claims(text).filter((claim) => !stands(claim))
}

/** Words and numbers between single spaces, so that `19` doesn't stand in `2019` nor `Guinea` in `Guinean`. */
function fold(text: string): string {
  const tokens = text.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'")
  const words = tokens.match(/\d+(?:[.,]\d+)*(?:[/-]\d+)*|[\p{L}\d]+/gu) ?? []
  return ` ${words.join(' ')} `
}
