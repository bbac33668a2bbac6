import { asks, slots, type Ask } from '../facts/asks.js'
import { fold } from '../entities/words.js'
import type { Slots } from './features.js'
import { softmax } from './softmax.js'

/** What a question's words tell of what it asks: for each word or pair of words a weight for each label. */
export interface AskingWeights {
  readonly asks: Readonly<Record<string, readonly number[]>>
  readonly slots: Readonly<Record<string, readonly number[]>>
}

/** How likely each kind of answer, and each filling of it, is asked for. */
export interface Asked {
  readonly asks: Readonly<Record<Ask, number>>
  readonly slots: Slots
}

/** Tells what a question asks for. */
export type AskClassifier = (question: string) => Asked

/** What stands for every question, whatever its words. */
export const always = '*'

/** Makes the classifier of learned weights: a softmax over the sum of the weights of what a question holds. */
export function createAskClassifier(weights: AskingWeights): AskClassifier {
  return (question) => {
    const cues = cuesOf(question)
    const askShares = sharesOf(cues, weights.asks, asks.length)
    const slotShares = sharesOf(cues, weights.slots, slots.length)
    return {
      asks: recordOf(asks, (at) => askShares[at] ?? 0),
      slots: recordOf(slots, (at) => slotShares[at] ?? 0),
    }
  }
}

/** The words of a question, its pairs of neighbouring words, and its question marks; each once. */
export function cuesOf(question: string): string[] {
  const words = fold(question).match(/[\p{L}\d]+|\?/gu) ?? []
  const pairs = words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`)
  return [...new Set([always, ...words, ...pairs])]
}

function sharesOf(
  cues: readonly string[],
  weights: AskingWeights['asks'],
  count: number,
): Float64Array {
  const scores = new Array<number>(count).fill(0)
  for (const cue of cues) {
    const row = Object.hasOwn(weights, cue) ? weights[cue] : undefined
    row?.forEach((weight, at) => (scores[at] = (scores[at] ?? 0) + weight))
  }
  return softmax(scores)
}

function recordOf<Name extends string>(
  names: readonly Name[],
  value: (at: number) => number,
): Record<Name, number> {
  // The entries are one for each name.
  return Object.fromEntries(names.map((name, at) => [name, value(at)])) as Record<Name, number>
}
