import { fill, words } from '../prompts/words.js'
import type { Reference } from './references.js'

/**
 * The official reference of an answer in the style of United Nations documents: body, session,
 * title, symbol and paragraphs, those of one document together.
 * @param references in the order of the answer; at least one
 */
export function toCitation(references: readonly Reference[]): string {
  const documents = [...new Set(references.map(({ document }) => document))]
  return documents
    .map((document) => {
      const places = references.filter((one) => one.document === document)
      const form = places[0]?.form ?? plain
      return fill(form, { document, places: placesOf(places) })
    })
    .join('\n')
}

/** For references kept by an earlier release, which knew of one document only. */
const plain = '{document}, {places}'

function placesOf(references: readonly Reference[]): string {
  const sorted = references.toSorted((a, b) => a.paragraph - b.paragraph)
  const places = sorted.map(({ paragraph, subparagraph }) =>
    subparagraph === undefined ? String(paragraph) : `${paragraph} (${subparagraph})`,
  )
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format([...new Set(places)])
  return fill(places.length === 1 ? words.bot.placeOne : words.bot.placeMany, { list })
}
