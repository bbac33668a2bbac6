import type { Passage } from '../../knowledge/citation/passage.js'
import { fold } from '../../knowledge/entities/words.js'
import { sentencesOf } from '../../knowledge/search/sentences.js'
import { limits } from '../limits.js'

type Index = ReadonlyMap<string, readonly Passage[]>
const indexes = new WeakMap<readonly Passage[], Index>()

/**
 * The passages of which a message quotes whole sentences, word for word, alone or between quotation
 * marks, in time proportional to its length. A sentence of fewer words than `fewest` could be
 * anybody's own.
 */
export function quotedIn(text: string, passages: readonly Passage[]): Passage[] {
  const index = indexOf(passages)
  const found = piecesOf(text).flatMap((piece) => index.get(piece) ?? [])
  return [...new Set(found)]
}

function indexOf(passages: readonly Passage[]): Index {
  const before = indexes.get(passages)
  if (before) return before
  const index = new Map<string, Passage[]>()
  for (const passage of passages) {
    for (const piece of piecesOf(passage.text)) {
      index.set(piece, [...(index.get(piece) ?? []), passage])
    }
  }
  indexes.set(passages, index)
  return index
}

/** The sentences of a text as plain words, those between quotation marks by themselves, too. */
function piecesOf(text: string): string[] {
  const parts = [text, ...text.split(/["“”«»\n]/u)]
  const pieces = parts.flatMap(sentencesOf).map((sentence) => fold(sentence).match(word) ?? [])
  return [
    ...new Set(
      pieces.filter((words) => words.length >= limits.quoted.words).map((all) => all.join(' ')),
    ),
  ]
}

const word = /[\p{L}\d]+/gu
