import { type Passage, paragraphKey } from '../../knowledge/citation/passage.js'
import { CitedSentence, type KnownAs } from '../../knowledge/citation/sentence.js'
import { sentencesOf } from '../../knowledge/search/sentences.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { AskedPlace } from '../question/resolve-places.js'
import type { Query } from '../question/query.js'
import { sectionsOf } from '../question/titled-sections.js'
import { limits } from '../limits.js'
import { missingOf } from './missing-places.js'
import type { Draft, Told } from './told.js'

/**
 * Shows the places that a message names: a paragraph sentence by sentence, several with their parts an entry each, of a section a line for each paragraph, of a
 * document its sections. What doesn't exist is said in a remark.
 */
export function answerPlace({ places: { asked } }: Query): Draft | undefined {
  const there = asked.filter(({ passages }) => passages.length > 0)
  const passages = [...new Set(there.flatMap((place) => place.passages))]
  const isWide = there.some(({ unit }) => unit === 'section' || unit === 'document')
  const length = passages.reduce((sum, { text }) => sum + text.length, 0)
  const isBrief = isWide || length > limits.shown.characters
  const [only] = passages
  const told =
    passages.length === 1 && only && !isBrief
      ? sentencesOf(only.text).flatMap((text) => toldOf(text, [only]))
      : there.flatMap((place) => (isBrief ? inBrief(place) : inFull(place)))
  const remark = missingOf(asked)
  if (told.length === 0) return undefined
  return { told, layout: passages.length === 1 ? 'prose' : 'list', ...(remark && { remark }) }
}

function inFull({ passages }: AskedPlace): Told[] {
  return passages.flatMap((passage) => {
    const { text, subparagraph } = passage
    return toldOf(subparagraph === undefined ? text : `(${subparagraph}) ${text}`, [passage])
  })
}

function inBrief({ unit, document, passages }: AskedPlace): Told[] {
  if (unit === 'document') return sectionsOf(document).flatMap(headingOf)
  const openings = passages.filter(
    (one, at) => at === 0 || passages[at - 1]?.paragraph !== one.paragraph,
  )
  const lines = openings.flatMap((one) => toldOf(sentencesOf(one.text)[0] ?? '', [one]))
  return unit === 'section' ? [...headingOf(passages), ...lines] : lines
}

/** A section's title and its range, which stand at its first and last paragraph. */
function headingOf(passages: readonly Passage[]): Told[] {
  const [first, last] = [passages[0], passages.at(-1)]
  if (!first || !last) return []
  const { heading, headingOne } = answerWords.places
  const isOne = first.paragraph === last.paragraph
  const text = fill(isOne ? headingOne : heading, {
    title: first.section,
    first: first.paragraph,
    last: last.paragraph,
  })
  return toldOf(text, isOne ? [first] : [first, last])
}

function toldOf(text: string, passages: readonly Passage[]): Told[] {
  const sentence = CitedSentence.verify(text, passages, placeOf)
  const [first] = passages
  return sentence && first ? [{ id: paragraphKey(first), sentence }] : []
}

/** A passage bears out also where it stands. */
const placeOf: KnownAs = ({ section, paragraph }) => [section, String(paragraph)]
