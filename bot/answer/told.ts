import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Statement } from '../../knowledge/search/candidates.js'
import type { Answered } from './answer.js'
import { cite, citeFact } from './cite.js'

/** A sentence that is said, and what it was made from. */
export interface Told {
  /** The statement's or fact's id. */
  readonly id: string
  readonly sentence: CitedSentence
  readonly fact?: Fact | undefined
  /** Its id as an entry of a list, where it is one. */
  readonly entry?: string
}

/** What a way of answering has to say to one part of a message. */
export interface Draft {
  readonly told: readonly Told[]
  /** How many of them are the answer itself; all unless told. */
  readonly lead?: number
  readonly layout: Answered['layout']
  /** A sentence on what is not answered. */
  readonly remark?: string
}

/** A statement told; an empty list where its passages don't bear it. */
export function toldOf({ id, text, places, fact }: Statement, knowledge: Knowledge): Told[] {
  const sentence = cite(text, places, knowledge)
  return sentence ? [{ id, sentence, fact }] : []
}

/** A fact told; an empty list where its passages don't bear it. */
export function toldOfFact<Stated extends Fact>(
  fact: Stated,
  knowledge: Knowledge,
): (Told & { readonly fact: Stated })[] {
  const sentence = citeFact(fact, knowledge)
  return sentence ? [{ id: fact.id, fact, sentence }] : []
}
