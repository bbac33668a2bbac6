import { stemmer } from 'stemmer'
import { limits } from '../limits.js'
import { bearingWords as words } from './bearing-words.js'
import { isFunctionWord } from '../search/terms.js'
import type { WordVector } from '../model/embedder.js'

/** A text as the model sees it: its words in their context, and the whole. */
export interface Seen {
  readonly words: readonly WordVector[]
  readonly whole: Float32Array
}

/**
 * How well each word of a sentence is met by the words of its text in meaning: greedy matching of
 * contextual vectors (Zhang et al., BERTScore, 2020).
 * @param rarity how rare a word is in the documents, from 0
 */
export function alignmentSignals(
  said: Seen,
  text: readonly Seen[],
  rarity: (word: string) => number,
) {
  const content = said.words.filter(({ word }) => isTelling(word))
  const met = content.map((one) => meet(one, text, rarity))
  const best = met.map((one) => one.best)
  const lows = best.toSorted((a, b) => a - b).slice(0, limits.bearing.worst)
  const missed = met.map((one) => (1 - one.best) * one.rarity)
  const unsaid = met.filter(({ same }) => same === undefined)
  const rare = met.reduce((sum, one) => sum + one.rarity, 0)
  return {
    mean: mean(best),
    low: mean(lows),
    lowest: lows[0] ?? 1,
    weighted: rare === 0 ? 1 : met.reduce((sum, one) => sum + one.best * one.rarity, 0) / rare,
    missed: Math.max(0, ...missed),
    missedSum: missed.reduce((sum, one) => sum + one, 0),
    missedNew: Math.max(0, ...unsaid.map((one) => (1 - one.best) * one.rarity)),
    unsaid: met.length === 0 ? 0 : unsaid.length / met.length,
    otherwise: Math.min(1, ...met.flatMap(({ same }) => same ?? [])),
    alike: Math.max(-1, ...text.map(({ whole }) => dot(said.whole, whole))),
  }
}

/** Whether a word tells something, and doesn’t only say that something is told. */
function isTelling(word: string): boolean {
  return /[\p{L}\d]/u.test(word) && !isFunctionWord(word) && !words.meta.has(stemmer(word))
}

function meet(
  { word, vector }: WordVector,
  text: readonly Seen[],
  rarity: (word: string) => number,
) {
  let best = -1
  let same: number | undefined
  for (const { words } of text) {
    for (const one of words) {
      const cosine = dot(vector, one.vector)
      if (cosine > best) best = cosine
      if (one.word === word && cosine > (same ?? -1)) same = cosine
    }
  }
  return { best, same, rarity: rarity(word) }
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, one) => sum + one, 0) / values.length
}
