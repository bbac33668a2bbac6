import { stemmer } from 'stemmer'
import { remembering } from '../entities/remembering.js'
import { fold } from '../entities/words.js'
import stopWords from './stop-words.json' with { type: 'json' }
import type { Unit } from './units.js'
import { limits } from '../limits.js'

const functionWords = new Set(stopWords.en)

const token = /\d+(?:[.,/-]\d+)*|[\p{L}]+/gu

/** Whether a folded word carries no meaning of its own. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word)
}

/** The words of a text that carry meaning, stemmed (Porter 1980), and its numbers; each once. */
export const termsOf = remembering(readTerms)

function readTerms(text: string): readonly string[] {
  const words = fold(text).match(token) ?? []
  return [...new Set(words.filter((word) => !functionWords.has(word)).map(stemOf))]
}

const stems = new Map<string, string>()

/** A word's stem; a word is stemmed once however often it is used. */
function stemOf(word: string): string {
  const before = stems.get(word)
  if (before !== undefined) return before
  if (stems.size >= limits.kept.stems) stems.clear()
  const stem = stemmer(word)
  stems.set(word, stem)
  return stem
}

/** The terms of texts that are gone over more than once while the knowledge is opened. */
const known = new WeakMap<Unit, readonly string[]>()

/** The terms of a unit. */
export function termsIn(unit: Unit): readonly string[] {
  const terms = known.get(unit) ?? termsOf(unit.text)
  known.set(unit, terms)
  return terms
}
