import type { Embedder } from '../model/embedder.js'
import { splitByTokens } from '../model/split-by-tokens.js'
import type { Scan } from './open-scan.js'

/**
 * The cosine of a text with every row of the scanned index. A text too long for the model is taken
 * in pieces, and each row by the piece it resembles most.
 * @throws Error for a text of blanks
 */
export async function likenessOf(
  text: string,
  embedder: Embedder,
  scan: Scan,
): Promise<Float32Array> {
  const vectors = await embedder.embed(piecesOf(text, embedder))
  const [first, ...rest] = await Promise.all(vectors.map(scan))
  if (!first) throw new Error('Retriever: there is nothing to search for in a question of blanks.')
  for (const scores of rest) {
    for (const [row, score] of scores.entries()) first[row] = Math.max(first[row] ?? 0, score)
  }
  return first
}

/** A token has at least one character, so a text of few characters needs no counting. */
function piecesOf(text: string, embedder: Embedder): readonly string[] {
  const marks = 2
  if (text.trim() !== '' && text.length <= embedder.maxTokens - marks) return [text]
  return splitByTokens(text, (piece) => embedder.countTokens(piece), embedder.maxTokens)
}
