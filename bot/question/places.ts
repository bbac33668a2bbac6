import type { Passage, PassageId } from '../../knowledge/citation/passage.js'
import type { Document } from '../../knowledge/documents/open-document.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { documentIn } from './document-named.js'
import { namedIn } from './named-places.js'
import type { Letters, Named } from './place-items.js'
import { phraseAt, type Token, tokensOf } from './place-tokens.js'
import { sectionsOf, titledIn } from './titled-sections.js'

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

/** The places that a message asks for, and whether it asks for nothing else. */
export interface PlacesAsked {
  readonly asked: readonly AskedPlace[]
  readonly isAll: boolean
  /** What is asked of them: the message without their names. */
  readonly rest: string
}

/** What was said before: where it rested, and whether it showed places. */
export interface PlacesBefore {
  readonly places: readonly PassageId[]
  readonly isShown: boolean
}

/**
 * Finds the places of the documents that a message asks for. Numbers without a word for what they
 * count are places only in a message that holds nothing else and follows nothing but places.
 * @param before the last answer; nothing at the start of a conversation
 */
export function placesIn(
  text: string,
  documents: readonly [Document, ...Document[]],
  before?: PlacesBefore,
): PlacesAsked {
  const last = before?.places.at(-1)
  const { document, rest: tokens, isOther } = documentIn(tokensOf(text), documents)
  if (isOther) return none
  const meant =
    document ?? documents.find(({ symbol }) => symbol === last?.document) ?? documents[0]
  const plain = readIn(tokens, meant, { before, isBare: false })
  if (plain.isAll) return plain
  const bare = readIn(tokens, meant, { before, isBare: true })
  if (bare.isAll && isTaken(tokens, before)) return bare
  if (document && asksNothing(tokens)) {
    const place = { unit: 'document', document, paragraph: 0, passages: document.passages } as const
    return { asked: [place], isAll: true, rest: '' }
  }
  return plain
}

const none: PlacesAsked = { asked: [], isAll: false, rest: '' }

interface Reading {
  readonly before: PlacesBefore | undefined
  readonly isBare: boolean
}

function readIn(
  tokens: readonly Token[],
  document: Document,
  { before, isBare }: Reading,
): PlacesAsked {
  const { named, rest } = namedIn(tokens, isBare)
  if (named.length === 0) return isBare ? none : titled(tokens, document)
  const asked = narrowest(joinLetters(named).flatMap((one) => resolve(one, document, before)))
  return { asked, isAll: asked.length > 0 && asksNothing(rest), rest: textOf(rest) }
}

/** Leaves out a section that only says where a paragraph stands: “section V, paragraph 25”. */
function narrowest(asked: readonly AskedPlace[]): AskedPlace[] {
  const paragraphs = asked.filter(({ unit }) => unit !== 'section').flatMap((one) => one.passages)
  return asked.filter(
    ({ unit, passages }) =>
      unit !== 'section' || !paragraphs.some((passage) => passages.includes(passage)),
  )
}

function titled(tokens: readonly Token[], document: Document): PlacesAsked {
  const found = titledIn(tokens, document, asksNothing)
  if (!found) return none
  const { section, rest } = found
  const place = { unit: 'section', document, paragraph: 0, passages: section } as const
  return { asked: [place], isAll: asksNothing(rest), rest: textOf(rest) }
}

function textOf(tokens: readonly Token[]): string {
  const pieces = tokens.map(({ raw, start }, at) =>
    tokens[at - 1]?.end === start ? raw : ` ${raw}`,
  )
  return pieces.join('').replace(/^[\s,;:.]+/, '')
}

/** A number alone follows nothing or places; one with a bracketed letter can't be a quantity. */
function isTaken(tokens: readonly Token[], before: PlacesBefore | undefined): boolean {
  if (tokens.some(({ raw }) => /^(?:19|20)\d\d$/.test(raw))) return false
  return before === undefined || before.isShown || tokens.some(({ raw }) => raw === '(')
}

/** Whether words ask for nothing but to be shown something. */
function asksNothing(tokens: readonly Token[]): boolean {
  const left = tokens.filter(
    (_, at) =>
      phraseAt(tokens, at, 'showing') === undefined &&
      phraseAt(tokens, at, 'joining') === undefined,
  )
  return termsOf(left.map(({ word }) => word).join(' ')).length === 0
}

/** Gives letters to the paragraph that is named before them: “para. 25, sub-para. (c)”. */
function joinLetters(named: readonly Named[]): Named[] {
  const joined: Named[] = []
  for (const one of named) {
    const last = joined.at(-1)
    if (one.unit === 'letter' && last?.unit === 'paragraph') {
      joined.splice(-1, 1, { ...last, letters: [...last.letters, ...one.letters] })
    } else joined.push(one)
  }
  return joined
}

function resolve(named: Named, document: Document, before: PlacesBefore | undefined): AskedPlace[] {
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
