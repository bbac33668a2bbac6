import type { Embedder } from '../../knowledge/model/embedder.js'

const MAX_TOKENS = 256
const MARKS = 2

/**
 * A model-free Embedder for tests: hashed words and three-letter pieces, so texts that share words
 * or word stems come out alike. Deterministic; tokens are words plus the two marks.
 */
export function hashEmbedder(dimensions = 256): Embedder {
  const vectors = (texts: readonly string[]) => texts.map((text) => hashVector(text, dimensions))
  return {
    fingerprint: `hash/${dimensions}`,
    dimensions,
    maxTokens: MAX_TOKENS,
    countTokens,
    embed: (texts) => Promise.resolve(texts).then(refuseLong).then(vectors),
  }
}

function countTokens(text: string): number {
  return words(text).length + MARKS
}

function refuseLong(texts: readonly string[]): readonly string[] {
  const long = texts.find((text) => countTokens(text) > MAX_TOKENS)
  if (long === undefined) return texts
  throw new Error(`Model: a text has ${countTokens(long)} tokens, the model takes ${MAX_TOKENS}.`)
}

function hashVector(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions)
  for (const word of words(text)) {
    add(vector, word, 1)
    for (const piece of pieces(word)) add(vector, piece, 0.3)
  }
  // A text without a word needs a direction too: every vector has length 1.
  if (vector.every((value) => value === 0)) vector[0] = 1
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function pieces(word: string): string[] {
  const marked = `^${word}$`
  return Array.from({ length: marked.length - 2 }, (_, i) => marked.slice(i, i + 3))
}

/** Adds a feature at the place, and with the sign, that its 32-bit FNV-1a hash names. */
function add(vector: Float32Array, feature: string, weight: number): void {
  let hash = 0x811c9dc5
  for (let i = 0; i < feature.length; i += 1) {
    hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193) >>> 0
  }
  const place = hash % vector.length
  vector[place] = (vector[place] ?? 0) + (hash & 0x80000000 ? -weight : weight)
}
