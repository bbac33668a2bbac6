import type { Passage } from '../citation/passage.js'
import type { Facts } from '../facts/open-facts.js'
import type { Fact } from '../facts/schema.js'
import { sentencesOf } from './sentences.js'

/** A text that is embedded and that speaks for a paragraph, a fact or a gap. */
export interface Unit {
  readonly text: string
  /** Where the text comes from. */
  readonly source: 'paragraph' | 'sentence' | 'statement' | 'phrasing' | 'gap' | 'manners'
  /** The main paragraph; 0 where there is none. */
  readonly paragraph: number
  readonly subparagraph?: string
  /** The fact's or gap's id; absent for paragraphs and sentences. */
  readonly id?: string
}

/**
 * Everything that can be found, in a fixed order: each paragraph whole (in pieces
 * where the model can't take it at once), its sentences, each fact's
 * statement and phrasings, each gap's questions. Smaller units speak for their paragraph because a
 * question resembles a sentence more than a page.
 */
export function unitsOf(passages: readonly Passage[], facts: Facts, split: Split): Unit[] {
  return [
    ...passages.flatMap((passage) => unitsOfPassage(passage, split)),
    ...facts.all.flatMap((fact) => unitsOfFact(fact, facts.phrasings.get(fact.id) ?? [])),
    ...facts.gaps.flatMap(({ id, questions, nearby }) => {
      const paragraph = facts.all.find((fact) => fact.id === nearby)?.paragraphs[0] ?? 0
      return questions.map((text): Unit => ({ text, source: 'gap', paragraph, id }))
    }),
  ]
}

/** Cuts a text into pieces that the model takes whole. */
export type Split = (text: string) => readonly string[]

function unitsOfPassage({ text, paragraph, subparagraph }: Passage, split: Split): Unit[] {
  const place = { paragraph, ...(subparagraph === undefined ? {} : { subparagraph }) }
  const sentences = sentencesOf(text)
  const whole = split(text).map((piece): Unit => ({ text: piece, source: 'paragraph', ...place }))
  if (sentences.length < 2) return whole
  return [
    ...whole,
    ...sentences.map((sentence): Unit => ({ text: sentence, source: 'sentence', ...place })),
  ]
}

/** A country's or organization's fact speaks for all of its paragraphs, and so for none above the others. */
function unitsOfFact(fact: Fact, phrasings: readonly string[]): Unit[] {
  const place = {
    paragraph: 'mentions' in fact ? 0 : (fact.paragraphs[0] ?? 0),
    ...(fact.subparagraph === undefined ? {} : { subparagraph: fact.subparagraph }),
    id: fact.id,
  }
  return [
    { text: fact.statement, source: 'statement', ...place },
    ...phrasings.map((text): Unit => ({ text, source: 'phrasing', ...place })),
  ]
}
