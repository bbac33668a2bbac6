import type { Fact } from '../knowledge/facts/schema.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import { paragraphKey, type PassageId } from '../knowledge/citation/passage.js'
import type { Found } from '../knowledge/search/found.js'
import { termsOf } from '../knowledge/search/terms.js'
import { entryOf } from './answer/entry.js'
import { toFactSheet, type FactSheet } from './answer/fact-sheet.js'
import { escapeMarkdown } from './markdown.js'
import { toReference, type Reference } from './references.js'
import { placesIn } from './question/places.js'
import { limits } from './limits.js'

/** What a search looks for: paragraphs, publications, or facts of all other kinds. */
export type Shelf = 'passage' | 'manual' | 'fact'

/** A search while it is being typed: the last word may be unfinished. */
export interface Search {
  readonly shelf: Shelf
  /** Empty where nothing has been typed yet. */
  readonly text: string
  /** Items that are left out at the head, and how many are given at most. */
  readonly skip: number
  readonly count: number
}

/** Something that a search finds: a passage, or a fact laid out. */
export type Item =
  | { readonly id: string; readonly passage: Reference }
  | { readonly id: string; readonly sheet: FactSheet }

/** One entry of a list, as Markdown, with the place that it rests on. */
export interface ListEntry {
  readonly text: string
  readonly references: readonly Reference[]
}

/** Looks things up in the report without a conversation. */
export interface Library {
  /** What fits a text, best first; nothing where nothing is close. */
  find(search: Search): Promise<readonly Item[]>
  /** What an id of a found item stands for. */
  item(id: string): Promise<Item | undefined>
  /** The entries of a list by their ids; ids that there are no longer are left out. */
  entries(ids: readonly string[]): Promise<readonly ListEntry[]>
}

/** The library over a body of knowledge. */
export function createLibrary(knowledge: Knowledge): Library {
  const item = (id: string) => itemOf(id, knowledge)
  return {
    async find({ shelf, text, skip, count }) {
      const ids = await found(shelf, text, knowledge)
      return ids.slice(skip, skip + count).flatMap((id) => item(id) ?? [])
    },
    item: (id) => Promise.resolve(item(id)),
    entries: (ids) =>
      Promise.resolve(ids.flatMap((id) => toListEntry(entryOf(id, knowledge)) ?? [])),
  }
}

async function found(shelf: Shelf, text: string, knowledge: Knowledge): Promise<string[]> {
  const place = placeTyped(text, knowledge)
  if (place !== undefined) return ofParagraph(place, shelf, knowledge)
  if (text.trim().length < 2) return firstOf(shelf, knowledge)
  const query = knowledge.spelling(knowledge.completion(text))
  if (isForeign(query, knowledge)) return []
  const { retriever } = knowledge
  const all = retriever.found(await retriever.rank(query))
  if (isOffSubject(all, knowledge) && !isSaid(query, all, knowledge)) return []
  const { paragraphs, statements } = all
  const ids =
    shelf === 'passage'
      ? paragraphs.map(idOfParagraph)
      : statements.flatMap(({ statement: { fact } }) =>
          fact && isManual(fact) === (shelf === 'manual') ? fact.id : [],
        )
  return ids.slice(0, limits.search.items)
}

/** Whether a text is about a country that the report doesn't name, or about other things altogether. */
function isForeign(query: string, { gazetteer, novelty }: Knowledge): boolean {
  return (
    novelty(query) > limits.search.foreign || gazetteer(query).some(({ entity }) => !entity.known)
  )
}

/**
 * Whether nothing is likely to be meant: what comes nearest is small talk, or a question far from
 * every document while nothing is likelier than not.
 */
function isOffSubject(
  { isAnswerable, nearest, statements: [best] }: Found,
  { gapById }: Knowledge,
): boolean {
  const { source, id = '' } = nearest
  const isFar = source === 'gap' && gapById.get(id)?.nearby === null
  return (
    !isAnswerable || source === 'talk' || (isFar && (best?.probability ?? 0) < limits.search.likely)
  )
}

/** Whether the likeliest paragraph uses every term of a text, as far as it has any. */
function isSaid(text: string, { paragraphs: [place] }: Found, { passages }: Knowledge): boolean {
  const own = place ? passages.filter((one) => paragraphKey(one) === paragraphKey(place)) : []
  const said = new Set(own.flatMap((one) => termsOf(one.text)))
  const terms = termsOf(text)
  return terms.length > 0 && terms.every((term) => said.has(term))
}

const isManual = ({ kind }: Fact) => kind === 'publication'

/** Someone who types a number, or `para 25`, wants what stands in that paragraph. */
function placeTyped(text: string, { documents }: Knowledge): PassageId | undefined {
  const [place] = placesIn(text, documents).asked
  const isOne = place?.unit === 'paragraph' || place?.unit === 'letter'
  return isOne ? { document: place.document.symbol, paragraph: place.paragraph } : undefined
}

/** How a paragraph is called among the items: in the first document by its number alone. */
function idOfParagraph({ document, paragraph }: PassageId): string {
  return `paragraph-${paragraph}@${document}`
}

/** A paragraph, or the manuals or the other facts that rest on it. */
function ofParagraph(place: PassageId, shelf: Shelf, { facts }: Knowledge): string[] {
  if (shelf === 'passage') return [idOfParagraph(place)]
  const { document, paragraph } = place
  return facts.all
    .filter(
      (fact) =>
        fact.document === document &&
        fact.paragraphs.includes(paragraph) &&
        isManual(fact) === (shelf === 'manual'),
    )
    .map(({ id }) => id)
}

/** What is offered before anything is typed: paragraphs and manuals in order, and figures. */
function firstOf(shelf: Shelf, { passages, facts }: Knowledge): string[] {
  if (shelf === 'passage') {
    return [...new Set(passages.map(idOfParagraph))]
  }
  const kind = shelf === 'manual' ? 'publication' : 'figure'
  return facts.all.filter((fact) => fact.kind === kind).map(({ id }) => id)
}

function itemOf(id: string, knowledge: Knowledge): Item | undefined {
  const [, number, symbol] = /^paragraph-(\d+)(?:@(.+))?$/.exec(id) ?? []
  if (number !== undefined) {
    const document = symbol ?? knowledge.documents[0].symbol
    return passageItem(id, { document, paragraph: Number(number) }, knowledge)
  }
  const fact = knowledge.factById.get(id)
  const sheet = fact && toFactSheet(fact, knowledge)
  return sheet && { id, sheet }
}

/** A paragraph whole, its lettered parts behind its opening words. */
function passageItem(id: string, place: PassageId, { passages }: Knowledge): Item | undefined {
  const parts = passages.filter((one) => paragraphKey(one) === paragraphKey(place))
  const main = parts.find(({ subparagraph }) => subparagraph === undefined) ?? parts[0]
  if (main === undefined) return undefined
  const text = parts
    .map((part) => (part.subparagraph === undefined ? part.text : lettered(part)))
    .join(' ')
  const { document, section, form, paragraph } = main
  return { id, passage: toReference({ document, form, section, paragraph, text }) }
}

function lettered({ subparagraph, text }: { subparagraph?: string; text: string }): string {
  return text.startsWith('(') ? text : `(${subparagraph ?? ''}) ${text}`
}

function toListEntry(entry: ReturnType<typeof entryOf>): ListEntry | undefined {
  if (entry === undefined) return undefined
  const { text, passages } = entry.sentence
  return { text: escapeMarkdown(text), references: passages.map(toReference) }
}
