import { remembering } from './remembering.js'

/** A word of a text, folded for comparison, and where it stood. */
export interface Word {
  /** Lower case, without accents, apostrophes or a possessive s. */
  readonly folded: string
  readonly raw: string
  readonly start: number
  readonly end: number
}

const word = /[\p{L}\p{N}]+(?:['’.](?=[\p{L}])[\p{L}]+)*/gu

/** The words of a text in order; hyphens part words, apostrophes and inner full stops don't. */
export const wordsOf = remembering(readWords)

function readWords(text: string): readonly Word[] {
  return [...text.matchAll(word)].map((match) => ({
    folded: fold(match[0]),
    raw: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** A text in lower case without accents, so that Cote d'Ivoire meets Côte d’Ivoire. */
export function fold(text: string): string {
  // What is plain already, as nearly everything is, needs no taking apart.
  const plain = accented.test(text) ? text.normalize('NFKD').replace(/\p{M}/gu, '') : text
  return plain
    .toLowerCase()
    .replace(/['’]s$/, '')
    .replace(/['’.]/g, '')
}

/** Beyond ASCII letters may have accents, or other forms. */
const accented = /[^\p{ASCII}]/u
