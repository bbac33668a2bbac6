import { limits } from '../limits.js'
import { wordsOf, type Word } from '../entities/words.js'
import type { Gazetteer } from '../entities/gazetteer.js'
import { isSlip } from './slip.js'
import { isFunctionWord } from './terms.js'

/** A name of several words, one of which a text has, and at which of them. */
interface Anchor {
  readonly name: readonly Word[]
  readonly at: number
}

/**
 * Mends names of several words that a text nearly has: one word of the name as it is spelt, the others
 * a slip away at most. What is near as a whole wins over the shorter name that it holds.
 * @param isWord tells a word that is right as it stands from a slip
 */
export function buildNameMending(
  names: readonly string[],
  isWord: (word: string) => boolean,
  gazetteer: Gazetteer,
): (text: string) => string {
  const anchors = anchorsOf(names)
  return (text) => {
    const words = wordsOf(text)
    const near = nearIn(words, anchors, isWord)
    if (near.length === 0) return text
    const exact = gazetteer(text)
    const isExact = (first: Word | undefined, last: Word | undefined) =>
      first && last && exact.some(({ start, end }) => start <= first.start && last.end <= end)
    const [best] = near.filter(
      ({ from, name }) => !isExact(words[from], words[from + name.length - 1]),
    )
    return best ? mended(text, words, best) : text
  }
}

/** Where a name begins that a text nearly has. */
interface Near {
  readonly from: number
  readonly name: readonly Word[]
}

function anchorsOf(names: readonly string[]): ReadonlyMap<string, readonly Anchor[]> {
  const anchors = new Map<string, Anchor[]>()
  for (const name of new Set(names)) {
    const words = wordsOf(name)
    if (words.length < 2) continue
    for (const [at, { folded }] of words.entries()) {
      if (isFunctionWord(folded)) continue
      anchors.set(folded, [...(anchors.get(folded) ?? []), { name: words, at }])
    }
  }
  return anchors
}

/** The names that a text nearly has, the longest first. */
function nearIn(
  words: readonly Word[],
  anchors: ReadonlyMap<string, readonly Anchor[]>,
  isWord: (word: string) => boolean,
): Near[] {
  const isNear = (typed: string, meant: string) =>
    typed === meant || (typed.length >= limits.wholeNames && !isWord(typed) && isSlip(typed, meant))
  const near = words.flatMap(({ folded }, position) =>
    (anchors.get(folded) ?? []).flatMap(({ name, at }) => {
      const own = words.slice(Math.max(position - at, 0), position - at + name.length)
      const fits =
        own.length === name.length &&
        own.some((word, index) => word.folded !== name[index]?.folded) &&
        own.every((word, index) => isNear(word.folded, name[index]?.folded ?? ''))
      return fits ? [{ from: position - at, name }] : []
    }),
  )
  return near.sort((a, b) => b.name.length - a.name.length)
}

function mended(text: string, words: readonly Word[], { from, name }: Near): string {
  return name.reduceRight((before, { raw, folded }, at) => {
    const typed = words[from + at]
    if (!typed || typed.folded === folded) return before
    return `${before.slice(0, typed.start)}${raw}${before.slice(typed.end)}`
  }, text)
}
