import type { Embedder } from '../model/embedder.js'
import { limits } from '../limits.js'
import type { Scan } from './open-scan.js'
import { sentencesOf } from './sentences.js'

/** Tokens that say where a text starts and ends. */
const marks = 2

/**
 * The cosine of a text with every row of the scanned index, by one forward pass of the model. Of a
 * text that is too long for it only what is likely to be asked counts.
 * @param isJoined whether it goes through the model a second time, which takes time in proportion to its tokens
 * @throws Error for a text of blanks
 */
export async function similarityOf(
  text: string,
  isJoined: boolean,
  { embedder, scan }: { readonly embedder: Embedder; readonly scan: Scan },
): Promise<Float32Array> {
  const most = isJoined ? limits.tokens.own : limits.tokens.whole
  const pith = pithOf(text, { embedder, most: Math.min(most, embedder.maxTokens) })
  const [vector] = pith.trim() === '' ? [] : await embedder.embed([pith])
  if (!vector) throw new Error('Retriever: there is nothing to search for in a question of blanks.')
  return scan(vector)
}

/** Whether the model may be given texts for one message, by their tokens. */
export function affords(texts: readonly string[], embedder: Embedder): boolean {
  const tokens = texts.map((text) => Math.min(embedder.countTokens(text), limits.tokens.whole))
  return tokens.reduce((sum, count) => sum + count, 0) <= limits.tokens.message
}

/**
 * As much of a text as the model is given: its questions or, where it has none, all, from the end on,
 * where people ask. Words stay whole but for one that has more tokens than there is room, such as a line
 * of Chinese.
 */
function pithOf(text: string, { embedder, most }: { embedder: Embedder; most: number }): string {
  let room = most - marks
  if (charactersOf(text).length <= room || embedder.countTokens(text) <= most) return text
  const kept: Word[] = []
  for (const { at, word } of inOrderOfWeight(text)) {
    if (room <= 0) break
    const tokens = Math.max(1, embedder.countTokens(word) - marks)
    kept.push({ at, word: tokens <= room ? word : charactersOf(word).slice(-room).join('') })
    room -= tokens
  }
  return kept
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word)
    .join(' ')
}

interface Word {
  readonly at: number
  readonly word: string
}

function inOrderOfWeight(text: string): Word[] {
  const words = sentencesOf(text)
    .flatMap((sentence) => {
      const isQuestion = /[?？؟]/.test(sentence)
      return sentence.split(/\s+/).map((word) => ({ word, isQuestion }))
    })
    .map((word, at) => ({ ...word, at }))
    .reverse()
  const asking = words.filter(({ isQuestion }) => isQuestion)
  return asking.length > 0 ? asking : words
}

/** What tokens are made of: each has at least one, once letters and accents are apart. */
function charactersOf(text: string): string[] {
  return Array.from(text.normalize('NFD'))
}
