/** Turns texts into vectors whose cosine says how alike two texts are in meaning. */
export interface Embedder {
  /** Names the model, its precision and its weights; vectors of two fingerprints don't mix. */
  readonly fingerprint: string
  /** Length of every vector. */
  readonly dimensions: number
  /** The longest text that `embed` takes, in tokens, start and end marks included. */
  readonly maxTokens: number
  /** One vector of length 1 a text, in the order of the texts; a text over `maxTokens` throws. */
  embed(texts: readonly string[]): Promise<Float32Array[]>
  /** Tokens that the model would see for this text, start and end marks included. */
  countTokens(text: string): number
}

/** Turns texts into vectors of their words. */
export interface WordEmbedder {
  /** The words of a text, each in its context; a text over the model's length throws. */
  embedWords(text: string): Promise<WordVector[]>
}

/** A word as the model cuts texts into words, in small letters where the model reads those, with a vector of length 1. */
export interface WordVector {
  readonly word: string
  readonly vector: Float32Array
}
