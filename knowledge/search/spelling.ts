import { distance } from 'fastest-levenshtein'
import type { Gazetteer } from '../entities/gazetteer.js'
import { termsOf } from './terms.js'
import type { Unit } from './units.js'
import { limits } from '../limits.js'

/** Gives a text back with its misspelt words as the knowledge spells them. */
export type Spelling = (text: string) => string

const word = new RegExp(`\\p{L}{${limits.spelling.letters},}`, 'gu')

/**
 * Learns the words of the knowledge. What names something is mended only where it goes on naming it.
 * @param isWord tells an ordinary word, which is never changed, from one that the model must spell out
 */
export function buildSpelling(
  units: readonly Unit[],
  isWord: (word: string) => boolean,
  gazetteer: Gazetteer,
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
  return (text) => {
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

/** One letter wrong, missing, doubled or too many, or two changed places; the first letter is right. */
function isSlip(typed: string, meant: string): boolean {
  if (!meant.startsWith(typed.charAt(0))) return false
  if (Math.abs(typed.length - meant.length) > 1) return false
  // One toolkit or several: both are spelt right.
  if (termsOf(typed)[0] === termsOf(meant)[0]) return false
  const edits = distance(typed, meant)
  return edits === 1 || (edits === 2 && sorted(typed) === sorted(meant))
}

const sorted = (text: string) => Array.from(text).sort().join('')
