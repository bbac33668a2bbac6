import { paragraphKey, type PassageId } from '../../knowledge/citation/passage.js'
import { boundFaults } from '../../knowledge/citation/exact-faults.js'
import { tokensOf, tokensOfAll } from '../../knowledge/citation/tokens.js'
import { limits } from '../limits.js'
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
  for (const passages of [narrow, whole]) {
    const sentence = CitedSentence.verify(text, passages, knowledge.knownAs)
    if (sentence && isBound(sentence, knowledge)) return sentence
  }
  return undefined
}

/** The texts of the paragraphs of some places. */
export function textsOf(places: readonly PassageId[], { passages }: Knowledge): string[] {
  const keys = new Set(places.map(paragraphKey))
  return passages.flatMap((passage) => (keys.has(paragraphKey(passage)) ? [passage.text] : []))
}

/** Sentences that were held to their passages: they are the same from one turn to the next. */
const held = new WeakMap<Knowledge['namingOf'], Map<string, boolean>>()

/** Whether a sentence binds its numbers, dates and names as its passages do, as one of a model has to. */
function isBound({ text, passages }: CitedSentence, { namingOf }: Knowledge): boolean {
  const known = held.get(namingOf) ?? new Map<string, boolean>()
  held.set(namingOf, known)
  const parts = passages.map((one) => `${paragraphKey(one)} ${one.subparagraph ?? ''}`)
  const key = [text, ...parts].join('\n')
  const before = known.get(key)
  if (before !== undefined) return before
  const pairing = { said: tokensOf(text), borne: tokensOfAll(passages) }
  const isBorne = boundFaults(pairing, namingOf(passages)).length === 0
  if (known.size < limits.kept.sentences) known.set(key, isBorne)
  return isBorne
}
