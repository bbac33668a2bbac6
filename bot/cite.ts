import type { Passage } from '../knowledge/citation/passage.js'
import { CitedSentence } from '../knowledge/citation/sentence.js'
import type { Fact } from '../knowledge/facts/schema.js'
import type { Knowledge } from '../knowledge/knowledge.js'

/** Where a sentence rests: paragraphs, and the lettered part of the first where it has one. */
export interface Place {
  readonly paragraphs: readonly number[]
  readonly subparagraph?: string | undefined
}

/** A fact's statement as a sentence that may be sent, or undefined where its paragraphs don't bear it. */
export function citeFact(fact: Fact, knowledge: Knowledge): CitedSentence | undefined {
  return cite(fact.statement, fact, knowledge)
}

/**
 * Puts a text on the passages of a place: the narrowest that bear all of its claims are cited.
 */
export function cite(text: string, place: Place, knowledge: Knowledge): CitedSentence | undefined {
  const whole = knowledge.passages.filter(({ paragraph }) => place.paragraphs.includes(paragraph))
  const narrow = whole.filter((passage) => isNamed(passage, place))
  return (
    CitedSentence.verify(text, narrow, knowledge.knownAs) ??
    CitedSentence.verify(text, whole, knowledge.knownAs)
  )
}

function isNamed({ paragraph, subparagraph }: Passage, place: Place): boolean {
  return paragraph === place.paragraphs[0] ? subparagraph === place.subparagraph : !subparagraph
}
