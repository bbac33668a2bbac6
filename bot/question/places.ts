import type { Document } from '../../knowledge/documents/open-document.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { documentIn } from './document-named.js'
import { namedIn } from './named-places.js'
import type { Named } from './place-items.js'
import { phraseAt, type Token, tokensOf } from './place-tokens.js'
import { type AskedPlace, type PlacesBefore, resolve } from './resolve-places.js'
import { titledIn } from './titled-sections.js'

/** The places that a message asks for, and whether it asks for nothing else. */
export interface PlacesAsked {
  readonly asked: readonly AskedPlace[]
  readonly isAll: boolean
  /** What is asked of them: the message without their names. */
  readonly rest: string
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

/**
 * A number alone follows nothing or places; one with a bracketed letter can't be a quantity. Years
 * are none, nor are rows of numbers that nothing joins.
 */
function isTaken(tokens: readonly Token[], before: PlacesBefore | undefined): boolean {
  const isNumber = (at: number) => /^\d/.test(tokens[at]?.raw ?? '')
  if (tokens.some((_, at) => isNumber(at) && isNumber(at + 1))) return false
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
