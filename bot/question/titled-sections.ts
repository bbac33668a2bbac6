import type { Passage } from '../../knowledge/citation/passage.js'
import { type Document, numeralOf } from '../../knowledge/documents/open-document.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { phraseAt, type Token } from './place-tokens.js'
import { limits } from '../limits.js'

/** The sections of a document, each as its passages, in order. */
export function sectionsOf(document: Document): readonly (readonly Passage[])[] {
  return outlineOf(document).sections
}

interface Outline {
  readonly sections: readonly (readonly Passage[])[]
  /** The terms of each title, and those of its numeral. */
  readonly titles: readonly ReadonlySet<string>[]
  readonly numerals: readonly (readonly string[])[]
}

const outlines = new WeakMap<Document, Outline>()

/** Documents don't change while they are open. */
function outlineOf(document: Document): Outline {
  const before = outlines.get(document)
  if (before) return before
  const sections = sectionsIn(document)
  const titles = sections.map(([passage]) => new Set(termsOf(titleOf(passage))))
  const numerals = sections.map(([passage]) => termsOf(numeralOf(passage?.section ?? '')))
  const outline = { sections, titles, numerals }
  outlines.set(document, outline)
  return outline
}

function sectionsIn({ passages }: Document): Passage[][] {
  const sections = new Map<string, Passage[]>()
  for (const passage of passages) {
    sections.set(passage.section, [...(sections.get(passage.section) ?? []), passage])
  }
  return [...sections.values()]
}

/** A section that is named by its title, and the words that name none. */
export interface Titled {
  readonly section: readonly Passage[]
  readonly rest: readonly Token[]
}

/**
 * Finds the section that a message names by words of its title and of no other, or by what opens or
 * closes the document: “the firearms section”, “Emerging crimes”, “in the introduction”.
 * @param isAll whether words ask for nothing but to be shown something
 */
export function titledIn(
  tokens: readonly Token[],
  document: Document,
  isAll: (tokens: readonly Token[]) => boolean,
): Titled | undefined {
  const { sections, titles, numerals } = outlineOf(document)
  const words = meaningsOf(tokens)
  const terms = words.flatMap((word, at) =>
    phraseAt(words, at, 'showing') === undefined ? word.terms : [],
  )
  const said = new Set(terms)
  const same = sections.find((_, at) => isTitle(said, titles[at] ?? new Set(), numerals[at] ?? []))
  if (same) return { section: same, rest: [] }
  return besideWord(words, sections, titles) ?? atEdge(tokens, sections, isAll)
}

interface Meaning extends Token {
  readonly terms: readonly string[]
}

/** The terms of each token; what stands there again and again is worked out once. */
function meaningsOf(tokens: readonly Token[]): Meaning[] {
  const known = new Map<string, readonly string[]>()
  return tokens.map((token) => {
    const { word } = token
    // A longer word stands in no title, and to stem it takes long.
    const terms = known.get(word) ?? (word.length > limits.longest.word ? [word] : termsOf(word))
    known.set(word, terms)
    return { ...token, terms }
  })
}

/** Whether words are all those of a title and no others but its numeral. */
function isTitle(
  said: ReadonlySet<string>,
  title: ReadonlySet<string>,
  numeral: readonly string[],
): boolean {
  if (said.size > title.size + numeral.length) return false
  const isOwn = (term: string) => title.has(term) || numeral.includes(term)
  return [...said].every(isOwn) && [...title].every((term) => said.has(term))
}

function titleOf(passage: Passage | undefined): string {
  const section = passage?.section ?? ''
  return section.slice(section.indexOf('.') + 1)
}

function besideWord(
  tokens: readonly Meaning[],
  sections: readonly (readonly Passage[])[],
  terms: readonly ReadonlySet<string>[],
): Titled | undefined {
  for (const at of tokens.keys()) {
    const end = phraseAt(tokens, at, 'section')
    const of = end && phraseAt(tokens, end, 'of')
    if (end === undefined || (of && phraseAt(tokens, of, 'showing') === undefined)) continue
    const about = phraseAt(tokens, end, 'about')
    const runs = terms.map((title) => ({
      from: runOf(tokens.slice(0, at).reverse(), title),
      to: about === undefined ? nothing : runOf(tokens.slice(about), title),
    }))
    const counts = runs.map(({ from, to }) => Math.max(from.terms, to.terms))
    const most = Math.max(...counts)
    const section = sections[counts.indexOf(most)]
    if (!section || most === 0 || counts.filter((count) => count === most).length > 1) continue
    const { from, to } = runs[counts.indexOf(most)] ?? { from: nothing, to: nothing }
    const after = to.terms === 0 ? end : (about ?? end) + to.length
    return { section, rest: [...tokens.slice(0, at - from.length), ...tokens.slice(after)] }
  }
  return undefined
}

const nothing = { length: 0, terms: 0 }

/** How many words in a row bear a title out, and how many of its terms they hold. */
function runOf(words: readonly Meaning[], title: ReadonlySet<string>) {
  const end = words.findIndex(({ terms }) => !terms.every((term) => title.has(term)))
  const run = end < 0 ? words : words.slice(0, end)
  return { length: run.length, terms: new Set(run.flatMap(({ terms }) => terms)).size }
}

/** In a sentence that asks something, “conclusion” is the section only in “in the conclusion”. */
function atEdge(
  tokens: readonly Token[],
  sections: readonly (readonly Passage[])[],
  isAll: (tokens: readonly Token[]) => boolean,
): Titled | undefined {
  const isEdge = (at: number) =>
    (phraseAt(tokens, at, 'opening') ?? phraseAt(tokens, at, 'closing')) !== undefined
  const others = tokens.filter((_, at) => !isEdge(at))
  if (others.length === tokens.length) return undefined
  const isAlone = isAll(others)
  for (const at of tokens.keys()) {
    const opening = phraseAt(tokens, at, 'opening')
    const end = opening ?? phraseAt(tokens, at, 'closing')
    const section = sections.at(opening === undefined ? -1 : 0)
    if (end === undefined || !section) continue
    const rest = [...tokens.slice(0, at), ...tokens.slice(end)]
    const isInside = ends(tokens.slice(0, at)) && !isOfOther(tokens, end)
    if (isAlone || isInside) return { section, rest }
  }
  return undefined
}

function ends(tokens: readonly Token[]): boolean {
  const last = tokens.length - 1
  return (
    phraseAt(tokens, last - 1, 'within') !== undefined &&
    phraseAt(tokens, last, 'article') !== undefined
  )
}

function isOfOther(tokens: readonly Token[], at: number): boolean {
  const of = phraseAt(tokens, at, 'of')
  return of !== undefined && phraseAt(tokens, of, 'showing') === undefined
}
