import { limits } from '../limits.js'
import { bearingWords as words } from './bearing-words.js'
import type { Token } from './tokens.js'

const { letters } = limits.bearing

/** The unit that a word stands for, where it is one. */
export function unitOf(word: Token | undefined): string | undefined {
  return word && (words.units.get(word.folded) ?? words.units.get(word.folded.replace(/s$/, '')))
}

/** What a number counts: the unit or the first plural behind it, in its own phrase. */
export function countedAt(all: readonly Token[], at: number): Token | undefined {
  for (const [i, one] of all.slice(at + 1, at + 6).entries()) {
    const isPart = one.folded === one.raw && words.numbers.has(one.folded)
    if (one.isMark || (one.value !== undefined && !isPart)) return undefined
    if (unitOf(one) !== undefined) return one
    if (!one.isContent && !words.determiners.has(one.folded)) return undefined
    const isGenitive = /['’]$/.test(one.raw)
    if (
      one.isContent &&
      !isGenitive &&
      /[^s]s$/.test(one.folded) &&
      one.folded.length >= letters.plural
    )
      return one
    if (i > 0 && /(?:ed|ing)$/.test(one.folded)) return undefined
  }
  return undefined
}
