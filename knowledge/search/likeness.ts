import type { Embedder } from '../model/embedder.js'
import { splitByTokens } from '../model/split-by-tokens.js'
import { cosines, type VectorIndex } from './vector-index.js'

/**
 * The cosine of a text with every row of the index. A text too long for the model is taken in
 * pieces, and each row by the piece it resembles most.
 * @throws Error for a text of blanks
 */
export async function likenessOf(
  text: string,
  embedder: Embedder,
  index: VectorIndex,
): Promise<Float32Array> {
  const pieces = splitByTokens(text, (piece) => embedder.countTokens(piece), embedder.maxTokens)
  const [first, ...rest] = (await embedder.embed(pieces)).map((vector) => cosines(index, vector))
  if (!first) throw new Error('Retriever: there is nothing to search for in a question of blanks.')
  for (const scores of rest) {
    for (const [row, score] of scores.entries()) first[row] = Math.max(first[row] ?? 0, score)
  }
  return first
}
