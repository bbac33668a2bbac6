import type { Knowledge } from '../../knowledge/knowledge.js'
import { CitedSentence } from '../../knowledge/citation/sentence.js'
import { sentencesOf } from '../../knowledge/search/sentences.js'
import { termsOf } from '../../knowledge/search/terms.js'
import type { Question } from '../question.js'

/** Words of a question that only asks to see a paragraph. */
const plain = new Set(
  termsOf(
    'paragraph para number text say says content read show quote report document tell summarise summary',
  ),
)

/**
 * The sentences of the paragraph that a question asks to see; an empty list where it asks
 * something else, or names a paragraph that doesn't exist.
 */
export function paragraphAsked({ text, place }: Question, knowledge: Knowledge): CitedSentence[] {
  if (
    place?.paragraph === undefined ||
    !termsOf(text).every((term) => plain.has(term) || /^\d+[a-f]?$|^[a-f]$/.test(term))
  )
    return []
  const { paragraph, subparagraph } = place
  return knowledge.passages
    .filter(
      (passage) =>
        passage.paragraph === paragraph &&
        (subparagraph ?? passage.subparagraph) === passage.subparagraph,
    )
    .flatMap((passage) =>
      sentencesOf(passage.text).flatMap(
        (sentence) => CitedSentence.verify(sentence, [passage]) ?? [],
      ),
    )
}
