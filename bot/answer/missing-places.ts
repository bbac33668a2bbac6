import { numeralOf } from '../../knowledge/documents/open-document.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { PlacesAsked } from '../question/places.js'
import type { AskedPlace } from '../question/resolve-places.js'

/** Says what doesn't exist where nothing that is asked for does; nothing where something does. */
export function withoutPlaces({ asked }: PlacesAsked): string | undefined {
  const isAny = asked.length === 0 || asked.some(({ passages }) => passages.length > 0)
  return isAny ? undefined : missingOf(asked)
}

/** Says which of some places don't exist, and what does; nothing where all exist. */
export function missingOf(asked: readonly AskedPlace[]): string | undefined {
  const shown = asked.filter(({ passages }) => passages.length > 0)
  const missing = asked.filter(({ passages }) => passages.length === 0)
  // One sentence tells what a document or a paragraph has, however much more was asked for.
  const kinds = new Map(missing.toReversed().map((place) => [kindOf(place, shown), place]))
  const said = [...kinds.values()].toReversed().map((place) => toWords(place, shown))
  return said.length > 0 ? said.join(' ') : undefined
}

function kindOf({ unit, document, paragraph }: AskedPlace, shown: readonly AskedPlace[]): string {
  const isBeyond = shown.length > 0 && paragraph > 0
  return [document.symbol, unit, unit === 'letter' ? paragraph : isBeyond].join(' ')
}

function toWords(place: AskedPlace, shown: readonly AskedPlace[]): string {
  const { places } = answerWords
  const { unit, document, paragraph, letter = '' } = place
  const [opening] = document.passages
  const closing = document.passages.at(-1) ?? opening
  if (unit === 'section') {
    const [first, last] = [numeralOf(opening.section), numeralOf(closing.section)]
    return fill(places.section, { first, last })
  }
  if (unit === 'letter') {
    const letters = document.passages.flatMap((one) =>
      one.paragraph === paragraph ? (one.subparagraph ?? []) : [],
    )
    const [first, last] = [letters[0] ?? '', letters.at(-1) ?? '']
    const form = [places.noLetters, places.oneLetter][letters.length] ?? places.letter
    return fill(form, { paragraph, letter, first, last })
  }
  const last = closing.paragraph
  if (paragraph > last && shown.some((one) => one.unit === 'paragraph')) {
    return fill(places.beyond, { last })
  }
  return fill(places.paragraph, { first: opening.paragraph, last, paragraph })
}
