import type { Knowledge } from '../../knowledge/knowledge.js'
import { languageOf } from '../question/language.js'
import type { Verify } from './writer.js'

/** Takes a sentence in another language for one that isn't borne: its words can't be held to English ones. */
export function inEnglish(
  verify: Verify,
  knowledge: Pick<Knowledge, 'unheard' | 'gazetteer'>,
): Verify {
  return async (text, passages) =>
    languageOf(text, knowledge) === 'en'
      ? verify(text, passages)
      : [{ kind: 'meaning', words: text }]
}
