import { paragraphKey, type Passage, type PassageId } from '../../knowledge/citation/passage.js'
import { limits } from '../limits.js'
import { escapeTags } from './signs.js'

/** A paragraph with its parts, under the number by which a model cites it. */
export interface Evidence {
  /** The paragraph's own passages: itself and its lettered parts, at least one. */
  readonly passages: readonly [Passage, ...Passage[]]
}

/** How many tokens a text has, about. */
export function tokensIn(text: string): number {
  return Math.ceil(text.length / limits.writing.tokenCharacters)
}

/**
 * Chooses what a model is given: all paragraphs in their order where the budget holds them, for then
 * nothing is missed; else the likeliest, as many as it holds.
 *
 * @param ranking paragraphs, the likeliest first
 * @param budget tokens
 */
export function chooseEvidence(
  passages: readonly Passage[],
  ranking: readonly PassageId[],
  budget: number,
): Evidence[] {
  const all = paragraphsOf(passages)
  // Each has a line of its own, and a number of as many digits as the last at most.
  const lengthOf = (evidence: Evidence) => tokensIn(`${textOf([evidence])}\n${all.size}`)
  const isWhole = [...all.values()].reduce((sum, one) => sum + lengthOf(one), 0) <= budget
  if (isWhole) return [...all.values()]
  let left = budget
  return [...new Set(ranking.map(paragraphKey))].flatMap((key) => {
    const one = all.get(key)
    if (!one || lengthOf(one) > left) return []
    left -= lengthOf(one)
    return [one]
  })
}

function paragraphsOf(passages: readonly Passage[]): ReadonlyMap<string, Evidence> {
  const all = new Map<string, Evidence>()
  for (const passage of passages) {
    const key = paragraphKey(passage)
    const before = all.get(key)
    all.set(key, { passages: before ? [...before.passages, passage] : [passage] })
  }
  return all
}

/** The evidence as a model reads it: each paragraph behind its number, under its section. */
export function textOf(evidence: readonly Evidence[]): string {
  let section = ''
  return evidence
    .flatMap(({ passages: [first, ...parts] }, at) => {
      const here = `${first.document}, ${first.section}`
      const heading = here === section ? [] : [`# ${here}`]
      section = here
      const texts = [first, ...parts].map(({ subparagraph, text }) =>
        subparagraph === undefined ? text : `(${subparagraph}) ${text}`,
      )
      return [...heading, `[${at + 1}] ${texts.join('\n')}`]
    })
    .map(escapeTags)
    .join('\n')
}
