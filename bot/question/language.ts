import { eld } from 'eld/extrasmall'
import type { Knowledge } from '../../knowledge/knowledge.js'

/** A text of which the knowledge, which is English, has heard half the words is English. */
const half = 0.5

/**
 * Guesses the language of a message.
 *
 * A detector tells languages apart by pieces of words, so that a short question made of names and
 * abbreviations looks like any of them: where the words themselves are known, they decide.
 *
 * @returns its ISO 639-1 code; `en` where nothing speaks for another
 */
export function languageOf(text: string, { unheard }: Pick<Knowledge, 'unheard'>): string {
  return unheard(text) > half ? eld.detect(words(text)).language || 'en' : 'en'
}

/**
 * The words of a text and single apostrophes between them. The detector's own pattern for what lies
 * between words takes time in the square of its length.
 */
function words(text: string): string {
  return text.replace(/(?!['’])[^\p{L}\p{M}]+|['’]{2,}/gu, ' ').replace(/\s['’]|['’]\s/gu, ' ')
}
