import { limits } from '../limits.js'
import type { Embedder, WordEmbedder, WordVector } from '../model/embedder.js'
import { splitByTokens } from '../model/split-by-tokens.js'
import { sentencesOf } from '../search/sentences.js'
import { anchorSignals } from './anchors.js'
import { alignmentSignals, type Seen } from './alignment.js'
import { bindingSignals } from './bindings.js'
import { exactFaults } from './exact-faults.js'
import type { Fault, Pairing } from './fault.js'
import type { Naming } from './named.js'
import type { Passage } from './passage.js'
import { tokensOf, tokensOfAll } from './tokens.js'
import learned from './bearing.json' with { type: 'json' }
import type { Knowledge } from '../knowledge.js'

/** What each signal counts, and from which probability on a sentence says what its text doesn't. */
export interface BearingWeights {
  readonly bias: number
  readonly weights: Readonly<Record<string, number>>
  readonly threshold: number
}

/** What a verifier is made of. */
export interface VerifierParts {
  readonly passages: readonly Passage[]
  readonly embedder: Pick<Embedder, 'countTokens' | 'maxTokens'> & WordEmbedder
  readonly namingOf: (passages: readonly Passage[]) => Naming
  readonly learned: BearingWeights
}

/** Opens what holds written sentences to their passages, as far as it was learned from written answers. */
export function openVerifier(
  { passages, namingOf }: Pick<Knowledge, 'passages' | 'namingOf'>,
  embedder: VerifierParts['embedder'],
): Verifier {
  return new Verifier({ passages, embedder, learned, namingOf })
}

/** Holds sentences that somebody else wrote to the passages that they cite. */
export class Verifier {
  readonly #parts: VerifierParts
  readonly #rarity: (word: string) => number
  readonly #seen = new Map<Passage, Promise<readonly Seen[]>>()

  constructor(parts: VerifierParts) {
    this.#parts = parts
    this.#rarity = rarityIn(parts.passages)
  }

  /** @returns what of a sentence its passages don't bear; nothing where they bear all of it */
  async faultsOf(text: string, passages: readonly Passage[]): Promise<readonly Fault[]> {
    const exact = this.exactFaults(text, passages)
    if (exact.length > 0) return exact
    const { bias, weights, threshold } = this.#parts.learned
    const signals = Object.entries(await this.signalsOf(text, passages))
    const score = signals.reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, bias)
    const isBorne = 1 / (1 + Math.exp(-score)) < threshold
    return isBorne ? [] : [{ kind: 'meaning', words: text }]
  }

  /** What follows from the words alone. */
  exactFaults(text: string, passages: readonly Passage[]): Fault[] {
    return exactFaults(pairingOf(text, passages), this.#parts.namingOf(passages))
  }

  /** What is measured of meaning, by name; what each counts is learned. */
  async signalsOf(
    text: string,
    passages: readonly Passage[],
  ): Promise<Readonly<Record<string, number>>> {
    const pairing = pairingOf(text, passages)
    const naming = this.#parts.namingOf(passages)
    const seen = await Promise.all(passages.map((passage) => this.#wordsOf(passage)))
    return {
      ...alignmentSignals(joined(await this.#see(text)), seen.flat(), this.#rarity),
      ...bindingSignals(pairing, naming),
      ...anchorSignals(pairing, naming),
    }
  }

  #wordsOf(passage: Passage): Promise<readonly Seen[]> {
    const before = this.#seen.get(passage)
    const seen = before ?? this.#seeAll(sentencesOf(passage.text))
    this.#seen.delete(passage)
    this.#seen.set(passage, seen)
    const [oldest] = this.#seen.keys()
    if (this.#seen.size > limits.bearing.passages && oldest) this.#seen.delete(oldest)
    return seen
  }

  async #seeAll(sentences: readonly string[]): Promise<readonly Seen[]> {
    const seen = await Promise.all(sentences.map((one) => this.#see(one)))
    return seen.flat()
  }

  /** A sentence, in parts where the model doesn't take it whole. */
  async #see(sentence: string): Promise<Seen[]> {
    const { embedder } = this.#parts
    const parts = splitByTokens(sentence, (part) => embedder.countTokens(part), embedder.maxTokens)
    const all = await Promise.all(parts.map((part) => embedder.embedWords(part)))
    return all.map((words) => ({ words, whole: directionOf(words) }))
  }
}

/** The parts of a sentence as one. */
function joined(parts: readonly Seen[]): Seen {
  const words = parts.flatMap((part) => part.words)
  return { words, whole: directionOf(words) }
}

function pairingOf(text: string, passages: readonly Passage[]): Pairing {
  return { said: tokensOf(text), borne: tokensOfAll(passages) }
}

/** The mean of words, at length 1: what the text as a whole is about. */
function directionOf(words: readonly WordVector[]): Float32Array {
  const sum = new Float32Array(words[0]?.vector.length ?? 0)
  for (const { vector } of words) vector.forEach((x, at) => (sum[at] = (sum[at] ?? 0) + x))
  const length = Math.hypot(...sum)
  return sum.map((x) => x / length)
}

/** How rare a word is among the sentences of the documents: the logarithm of its share, turned round. */
function rarityIn(passages: readonly Passage[]): (word: string) => number {
  const sentences = passages.flatMap(({ text }) => sentencesOf(text))
  const counts = new Map<string, number>()
  for (const sentence of sentences) {
    for (const word of new Set(sentence.toLowerCase().match(/\p{L}+|\d+/gu) ?? [])) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return (word) => Math.log((sentences.length + 1) / ((counts.get(word) ?? 0) + 0.5))
}
