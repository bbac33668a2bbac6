import { paragraphKey, type PassageId } from '../../knowledge/citation/passage.js'
import { CitedSentence } from '../../knowledge/citation/sentence.js'
import { type Fact, placesOf } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'

/** A fact's statement as a sentence that may be sent, or undefined where its paragraphs don't bear it. */
export function citeFact(fact: Fact, knowledge: Knowledge): CitedSentence | undefined {
  return cite(fact.statement, placesOf(fact), knowledge)
}

/**
 * Puts a text on the passages of some places: the narrowest that bear all of its claims are cited.
 * @param places the main one first
 */
export function cite(
  text: string,
  places: readonly PassageId[],
  knowledge: Knowledge,
): CitedSentence | undefined {
  const keys = new Map(places.map((place) => [paragraphKey(place), place.subparagraph]))
  const whole = knowledge.passages.filter((passage) => keys.has(paragraphKey(passage)))
  const narrow = whole.filter((passage) => keys.get(paragraphKey(passage)) === passage.subparagraph)
  return (
    CitedSentence.verify(text, narrow, knowledge.knownAs) ??
    CitedSentence.verify(text, whole, knowledge.knownAs)
  )
}

/** The texts of the paragraphs of some places. */
export function textsOf(places: readonly PassageId[], { passages }: Knowledge): string[] {
  const keys = new Set(places.map(paragraphKey))
  return passages.flatMap((passage) => (keys.has(paragraphKey(passage)) ? [passage.text] : []))
}
