import { fold } from '../entities/words.js'
import { termsIn, termsOf } from './terms.js'
import type { Unit } from './units.js'
import { limits } from '../limits.js'

/**
 * The share of a text's words that the knowledge never uses, 0 to 1; 0 for a text without words. One
 * of the knowledge's own texts is judged by the others.
 */
export type Novelty = (text: string, isOwn?: boolean) => number

/** Collects the terms of everything that the report says or is asked about. */
export function buildNovelty(units: readonly Unit[]): Novelty {
  return shareOfUnknown(saidIn(units).map(termsIn), termsOf)
}

/** Collects every word of what is said here and asked, small talk and gaps among it. */
export function buildUnheard(units: readonly Unit[]): Novelty {
  const wordsOf = (text: string) => [...new Set(fold(text).match(/\p{L}+/gu))]
  return shareOfUnknown(
    units.map(({ text }) => wordsOf(text)),
    wordsOf,
  )
}

/** @param known the words of each of the knowledge's own texts, each word once */
function shareOfUnknown(
  known: readonly (readonly string[])[],
  wordsOf: (text: string) => readonly string[],
): Novelty {
  const uses = new Map<string, number>()
  for (const words of known) {
    for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1)
  }
  return (text, isOwn = false) => {
    const words = wordsOf(text)
    const unknown = words.filter((word) => (uses.get(word) ?? 0) <= Number(isOwn))
    return unknown.length / Math.max(words.length, 1)
  }
}

/** The units of what the report says and is asked about; the rest is what it doesn't say. */
function saidIn(units: readonly Unit[]): Unit[] {
  return units.filter(({ source }) => source !== 'gap' && source !== 'talk')
}

/** Finishes the last word of a text that is still being typed. */
export type Completion = (text: string) => string

const lettered = new RegExp(`\\p{L}{${limits.completion.letters},}`, 'gu')

/**
 * Learns the words of the knowledge. A last word that is none of them becomes the one that begins
 * with it and is used most behind the word before it, else most of all; a text that ends with a space, or that nothing continues, stays as it is.
 */
export function buildCompletion(units: readonly Unit[]): Completion {
  const uses = new Map<string, number>()
  const written = new Set<string>()
  const all = saidIn(units).map(({ text, source }) => ({ text: fold(text), source }))
  const whole = all.map(({ text }) => text).join('\n')
  for (const { text, source } of all) {
    for (const word of text.match(lettered) ?? []) {
      uses.set(word, (uses.get(word) ?? 0) + 1)
      // People write words short: what is said of the subject holds none of these.
      if (source !== 'phrasing') written.add(word)
    }
  }
  const words = [...uses].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word)
  return (text) => {
    const [last = ''] = /(?<!\p{L})\p{L}+$/u.exec(text) ?? []
    const begun = fold(last)
    if (begun.length < limits.completion.begun || written.has(begun)) return text
    const before = text.match(/\p{L}+/gu)?.at(-2) ?? ''
    const likely = followers(fold(before), begun, whole).filter((word) => written.has(word))
    const word = likely[0] ?? words.find((one) => one.startsWith(begun))
    return word === undefined ? text : text.slice(0, text.length - last.length) + word
  }
}

/** The words that begin so and stand behind another in a text, the commonest first. */
function followers(before: string, begun: string, text: string): string[] {
  if (before === '') return []
  const uses = new Map<string, number>()
  for (const [, word = ''] of text.matchAll(new RegExp(`\\b${before} (${begun}\\p{L}*)`, 'gu'))) {
    uses.set(word, (uses.get(word) ?? 0) + 1)
  }
  return [...uses].sort(([, m], [, n]) => n - m).map(([word]) => word)
}
