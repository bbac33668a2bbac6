import { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/retriever.js'
import { sentencesOf } from '../../knowledge/search/sentences.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { placeNamedIn } from '../question/places.js'
import type { Query } from '../question/query.js'
import type { Draft } from './told.js'

/** Words of a question that only asks to see a paragraph. */
const plain = new Set(
  termsOf(
    'paragraph para number text say says content read show quote report document tell summarise summary',
  ),
)

/** Shows the paragraph that a question asks to see, where it asks for nothing else. */
export function answerPlace({ text }: Query, _: Found, knowledge: Knowledge): Draft | undefined {
  const place = placeNamedIn(text)
  if (
    place?.paragraph === undefined ||
    !termsOf(text).every((term) => plain.has(term) || /^\d+[a-f]?$|^[a-f]$/.test(term))
  )
    return undefined
  const { paragraph, subparagraph } = place
  const told = knowledge.passages
    .filter(
      (passage) =>
        passage.paragraph === paragraph &&
        (subparagraph ?? passage.subparagraph) === passage.subparagraph,
    )
    .flatMap((passage) =>
      sentencesOf(passage.text).flatMap((text) => {
        const sentence = CitedSentence.verify(text, [passage])
        return sentence ? [{ id: `${passage.document} ${paragraph}`, sentence }] : []
      }),
    )
  return told.length > 0 ? { told, layout: 'prose' } : undefined
}
