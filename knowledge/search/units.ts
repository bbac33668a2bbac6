import type { Passage, PassageId } from '../citation/passage.js'
import type { Facts, Phrasing } from '../facts/open-facts.js'
import { type Fact, placesOf } from '../facts/schema.js'
import { sentencesOf } from './sentences.js'

/** A text that is embedded and that speaks for a paragraph, a statement, a gap or small talk. */
export interface Unit {
  readonly text: string
  /**
   * Where the text comes from. `headed` is a paragraph, and `window` a sentence with the one after
   * it, each behind its section's title: what a sentence leaves unsaid stands around it.
   */
  readonly source:
    'paragraph' | 'headed' | 'sentence' | 'window' | 'statement' | 'phrasing' | 'gap' | 'talk'
  /** The main place; absent where there is none. */
  readonly place?: PassageId
  /** The fact's, gap's or topic's id; absent for pieces of passages. */
  readonly id?: string | undefined
  /** What a phrasing asks for. */
  readonly slot?: Phrasing['slot']
}

/** Cuts a text into pieces that the model takes whole. */
export type Split = (text: string) => readonly string[]

/** The pieces of passages: each whole, its sentences, and both behind the section's title. */
export function unitsOfPassages(passages: readonly Passage[], split: Split): Unit[] {
  return passages.flatMap(({ text, section, document, paragraph, subparagraph }) => {
    const letter = subparagraph === undefined ? {} : { subparagraph }
    const place = { document, paragraph, ...letter }
    const sentences = sentencesOf(text)
    const of = (source: Unit['source']) => (piece: string) => ({ text: piece, source, place })
    const windows = sentences.map(
      (sentence, at) => split(`${section}: ${sentence} ${sentences[at + 1] ?? ''}`.trim())[0] ?? '',
    )
    return [
      ...split(text).map(of('paragraph')),
      ...split(`${section}: ${text}`).map(of('headed')),
      ...sentences.map((sentence) => of('sentence')(split(sentence)[0] ?? '')),
      ...windows.map(of('window')),
    ]
  })
}

/** Each fact's statement and phrasings, then each gap's questions. */
export function unitsOfFacts({ all, phrasings, gaps }: Facts): Unit[] {
  const byId = new Map(all.map((fact) => [fact.id, fact]))
  return [
    ...all.flatMap((fact) => unitsOfFact(fact, phrasings.get(fact.id) ?? [])),
    ...gaps.flatMap(({ id, questions, nearby, slot }) => {
      const near = nearby === null ? undefined : byId.get(nearby)
      const place = near && placesOf(near)[0]
      const own = { id, ...(place && { place }), ...(slot && { slot }) }
      return questions.map((text): Unit => ({ text, source: 'gap', ...own }))
    }),
  ]
}

/** What people say when they mean a topic of small talk. */
export function unitsOfTalk(talk: ReadonlyMap<string, readonly string[]>): Unit[] {
  return [...talk].flatMap(([id, heard]) =>
    heard.map((text): Unit => ({ text, source: 'talk', id })),
  )
}

/** A country's or organization's fact speaks for all of its paragraphs, and so for none above the others. */
function unitsOfFact(fact: Fact, phrasings: readonly Phrasing[]): Unit[] {
  const [place] = 'mentions' in fact ? [] : placesOf(fact)
  const own = { id: fact.id, ...(place && { place }) }
  return [
    { text: fact.statement, source: 'statement', ...own },
    ...phrasings.map(({ text, slot }): Unit => ({ text, source: 'phrasing', slot, ...own })),
  ]
}
