import type { Gazetteer } from '../entities/gazetteer.js'
import { limits } from '../limits.js'
import { isSlip } from './slip.js'
import type { Unit } from './units.js'
import { buildNameMending } from './whole-names.js'

/** Gives a text back with its misspelt words as the knowledge spells them. */
export type Spelling = (text: string) => string

const word = new RegExp(`\\p{L}{${limits.spelling.letters},}`, 'gu')

/** What has a name: the names as they are spelt, and where a text has them. */
export interface Named {
  readonly names: readonly string[]
  readonly gazetteer: Gazetteer
}

/**
 * Learns the words of the knowledge. What names something is mended only where it goes on naming it,
 * or where it is nearly a longer name as a whole.
 * @param isWord tells an ordinary word, which is never changed, from one that the model must spell out
 */
export function buildSpelling(
  units: readonly Unit[],
  isWord: (word: string) => boolean,
  { names, gazetteer }: Named,
): Spelling {
  const uses = new Map<string, number>()
  for (const { text } of units) {
    for (const [found] of text.toLowerCase().matchAll(word)) {
      uses.set(found, (uses.get(found) ?? 0) + 1)
    }
  }
  // What is used most is meant first.
  const known = [...uses].sort(([, m], [, n]) => n - m).map(([found]) => found)
  const correct = (typed: string) => {
    const folded = typed.toLowerCase()
    if (uses.has(folded) || isWord(folded)) return typed
    return known.find((other) => isSlip(folded, other)) ?? typed
  }
  const isKnown = (typed: string) => (uses.get(typed) ?? 0) >= limits.phrasings || isWord(typed)
  const withNames = buildNameMending(names, isKnown, gazetteer)
  return (typedText) => {
    const text = withNames(typedText)
    const mentions = gazetteer(text)
    return text.replace(word, (typed, at: number) => {
      const mended = correct(typed)
      if (mended === typed) return typed
      const around = mentions.filter(({ start, end }) => start <= at && at < end)
      const same = new Set(gazetteer(mended).map(({ entity }) => entity.id))
      const named = [...around, ...gazetteer(typed)]
      return named.every(({ entity }) => same.has(entity.id)) ? mended : typed
    })
  }
}
