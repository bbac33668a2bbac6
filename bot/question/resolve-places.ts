import type { Passage, PassageId } from '../../knowledge/citation/passage.js'
import type { Document } from '../../knowledge/documents/open-document.js'
import type { Letters, Named } from './place-items.js'
import { sectionsOf } from './titled-sections.js'

/** A place that a message asks for. */
export interface AskedPlace {
  readonly unit: 'paragraph' | 'letter' | 'section' | 'document'
  readonly document: Document
  /** The paragraph asked for, or that a letter belongs to; 0 for sections and documents. */
  readonly paragraph: number
  /** The letter asked for. */
  readonly letter?: string
  /** The passages that stand there; none where the place doesn't exist. */
  readonly passages: readonly Passage[]
}

/** What was said before: where it rested, and whether it showed places. */
export interface PlacesBefore {
  readonly places: readonly PassageId[]
  readonly isShown: boolean
}

/** The places of a document that a name stands for, one for each number or letter; none where it leans on nothing. */
export function resolve(
  named: Named,
  document: Document,
  before: PlacesBefore | undefined,
): AskedPlace[] {
  const edge = named.unit === 'next' && named.step < 0 ? before?.places[0] : before?.places.at(-1)
  if (named.unit === 'letter') {
    return edge ? lettersOf(edge.paragraph, named.letters, document) : []
  }
  if (named.unit === 'next') {
    if (!edge) return []
    const sections = sectionsOf(document)
    const at = sections.findIndex((one) =>
      one.some(({ paragraph }) => paragraph === edge.paragraph),
    )
    const from = named.step + (named.of === 'section' ? at + 1 : edge.paragraph)
    return resolve({ unit: named.of, from, to: from, letters: [] }, document, before)
  }
  if (named.unit === 'section') return sectionsBetween(named, document)
  if (named.letters.length > 0) return lettersOf(named.from, named.letters, document)
  return paragraphsBetween(named, document)
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Those of a range that exist, and one that doesn't where it goes beyond them. */
function within({ from, to }: Range, last: number) {
  const fromEnd = (number: number) => (number < 0 ? last + 1 + number : number)
  const [low, high] = [fromEnd(from), fromEnd(to)]
  const first = Math.max(low, 1)
  const numbers = Array.from(
    { length: Math.max(0, Math.min(high, last) - first + 1) },
    (_, at) => first + at,
  )
  return [...(low < 1 ? [low] : []), ...numbers, ...(high > last ? [Math.max(low, last + 1)] : [])]
}

function paragraphsBetween(range: Range, document: Document): AskedPlace[] {
  const last = document.passages.at(-1)?.paragraph ?? 0
  return within(range, last).map((paragraph) => {
    const passages = document.passages.filter((one) => one.paragraph === paragraph)
    return { unit: 'paragraph', document, paragraph, passages }
  })
}

function lettersOf(
  paragraph: number,
  letters: readonly Letters[],
  document: Document,
): AskedPlace[] {
  const parts = document.passages.filter((one) => one.paragraph === paragraph)
  if (parts.length === 0) return [{ unit: 'paragraph', document, paragraph, passages: [] }]
  return letters.flatMap(({ from, to }) =>
    lettersBetween(from, to).map((letter): AskedPlace => {
      const passages = parts.filter(({ subparagraph }) => subparagraph === letter)
      return { unit: 'letter', document, paragraph, letter, passages }
    }),
  )
}

function lettersBetween(from: string, to: string): string[] {
  const [low, high] = [from.charCodeAt(0), to.charCodeAt(0)]
  return Array.from({ length: high - low + 1 }, (_, at) => String.fromCharCode(low + at))
}

function sectionsBetween(range: Range, document: Document): AskedPlace[] {
  const sections = sectionsOf(document)
  return within(range, sections.length).map((number) => ({
    unit: 'section',
    document,
    paragraph: 0,
    passages: sections[number - 1] ?? [],
  }))
}
