import { setImmediate as breathe } from 'node:timers/promises'
import type { FeatureExtractionPipeline } from '@xenova/transformers'
import type { Embedder } from '../../knowledge/model/embedder.js'
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
export class PipelineEmbedder implements Embedder {
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
