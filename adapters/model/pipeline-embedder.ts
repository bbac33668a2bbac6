import { setImmediate as breathe } from 'node:timers/promises'
import type { FeatureExtractionPipeline } from '@xenova/transformers'
import type { Embedder, WordEmbedder, WordVector } from '../../knowledge/model/embedder.js'
import { pool } from '../../knowledge/model/pooling.js'

/** What the files of a loaded model say about it. */
export interface ModelFacts {
  readonly fingerprint: string
  readonly dimensions: number
  readonly maxTokens: number
  /** Tokens that go through the model at once, padding included. */
  readonly batchTokens: number
}

/** A text on its way through the model: its place in the caller's list and its length in tokens. */
interface CountedText {
  readonly text: string
  readonly index: number
  readonly tokens: number
}

/** An Embedder over a loaded feature-extraction pipeline of @xenova/transformers. */
export class PipelineEmbedder implements Embedder, WordEmbedder {
  readonly fingerprint: string
  readonly dimensions: number
  readonly maxTokens: number
  private readonly batchTokens: number

  constructor(
    private readonly extractor: FeatureExtractionPipeline,
    facts: ModelFacts,
  ) {
    this.fingerprint = facts.fingerprint
    this.dimensions = facts.dimensions
    this.maxTokens = facts.maxTokens
    this.batchTokens = facts.batchTokens
  }

  countTokens(text: string): number {
    return this.extractor.tokenizer.encode(text).length
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const counted = texts.map((text, index) => this.count(text, index))
    const vectors = new Map<number, Float32Array>()
    for (const batch of batches(counted, this.batchTokens)) {
      // The engine computes on the main thread: let waiting requests in between two batches.
      if (vectors.size > 0) await breathe()
      for (const [index, vector] of await this.forward(batch)) vectors.set(index, vector)
    }
    return counted.flatMap(({ index }) => vectors.get(index) ?? [])
  }

  async embedWords(text: string): Promise<WordVector[]> {
    this.count(text, 0)
    const ids = this.extractor.tokenizer.encode(text)
    const { data, dims } = await this.extractor([text], { pooling: 'none' })
    if (!(data instanceof Float32Array)) throw new Error('Model: its vectors are not float32.')
    const width = dims[2] ?? 0
    const pieces = this.extractor.tokenizer.model.convert_ids_to_tokens(ids)
    // The marks at both ends are no words.
    return wordsOf(pieces.slice(1, -1), (at) => data.subarray((at + 1) * width, (at + 2) * width))
  }

  private count(text: string, index: number): CountedText {
    const tokens = this.countTokens(text)
    if (tokens <= this.maxTokens) return { text, index, tokens }
    throw new Error(
      `Model: text ${index + 1} has ${tokens} tokens, the model takes ${this.maxTokens}. ` +
        'Split it with splitByTokens first.',
    )
  }

  private async forward(batch: readonly CountedText[]): Promise<[number, Float32Array][]> {
    const texts = batch.map(({ text }) => text)
    const { data, dims } = await this.extractor(texts, { pooling: 'none' })
    if (!(data instanceof Float32Array)) throw new Error('Model: its vectors are not float32.')
    const [, tokens = 0, width = 0] = dims
    return batch.map((text, i) => [text.index, pool({ data, tokens, width }, i, text.tokens)])
  }
}

/**
 * Groups texts of like length, shortest first, so that little of a batch is padding. A batch has at
 * most `room` tokens with its padding, or a single text.
 */
function batches(texts: readonly CountedText[], room: number): CountedText[][] {
  const groups: CountedText[][] = []
  let group: CountedText[] = []
  for (const text of texts.toSorted((a, b) => a.tokens - b.tokens)) {
    if ((group.length + 1) * text.tokens > room) group = []
    if (group.length === 0) groups.push(group)
    group.push(text)
  }
  return groups
}

/** Joins the pieces of words: WordPiece marks those that go on with `##`. */
function wordsOf(pieces: readonly string[], vectorAt: (at: number) => Float32Array): WordVector[] {
  const words: { word: string; sum: Float32Array }[] = []
  for (const [at, piece] of pieces.entries()) {
    const last = words.at(-1)
    const vector = vectorAt(at)
    if (!piece.startsWith('##') || !last)
      words.push({ word: piece, sum: Float32Array.from(vector) })
    else {
      last.word += piece.slice(2)
      last.sum.forEach((x, i) => (last.sum[i] = x + (vector[i] ?? 0)))
    }
  }
  return words.map(({ word, sum }) => {
    const length = Math.hypot(...sum)
    return { word, vector: sum.map((x) => x / length) }
  })
}
