import type { Passage } from '../../knowledge/citation/passage.js'
import type { Document } from '../../knowledge/documents/open-document.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { phraseAt, type Token } from './place-tokens.js'

/** The sections of a document, each as its passages, in order. */
export function sectionsOf({ passages }: Document): Passage[][] {
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
  const sections = sectionsOf(document)
  const terms = sections.map(([passage]) => titleTermsOf(passage?.section ?? ''))
  const section = sections.find(([passage]) => isTitle(passage?.section ?? '', tokens))
  if (section) return { section, rest: [] }
  return besideWord(tokens, sections, terms) ?? atEdge(tokens, sections, isAll)
}

/** Whether words are those of a title, with its numeral or without. */
function isTitle(title: string, tokens: readonly Token[]): boolean {
  const words = tokens.filter((_, at) => phraseAt(tokens, at, 'showing') === undefined)
  const own = new Set(termsOf(title))
  const isOwn = ({ raw, word }: Token) =>
    // A longer word stands in no title, and to stem it takes long.
    raw.length <= title.length && termsOf(word).every((term) => own.has(term))
  if (!words.every(isOwn)) return false
  const said = new Set(words.flatMap(({ word }) => termsOf(word)))
  return [...titleTermsOf(title)].every((term) => said.has(term))
}

function titleTermsOf(section: string): ReadonlySet<string> {
  return new Set(termsOf(withoutNumeral(section)))
}

const withoutNumeral = (section: string) => section.slice(section.indexOf('.') + 1)

function besideWord(
  tokens: readonly Token[],
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
function runOf(tokens: readonly Token[], title: ReadonlySet<string>) {
  const end = tokens.findIndex(({ word }) => !termsOf(word).every((term) => title.has(term)))
  const run = end < 0 ? tokens : tokens.slice(0, end)
  return { length: run.length, terms: termsOf(run.map(({ word }) => word).join(' ')).length }
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
