import type { PassageId } from '../../knowledge/citation/passage.js'
import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Exhibits } from './exhibits.js'

/** What every answer carries, whatever its kind. */
interface Common {
  /** The language the user wrote in, as a BCP 47 primary tag: `en`, `fr`, … */
  readonly language: string
  /** Up to three next questions that the assistant can answer, to be offered as taps. */
  readonly suggestions: readonly string[]
  /** Paragraphs in the order retrieval put them, at most ten. */
  readonly ranking: readonly PassageId[]
}

/** Sentences that each carry the paragraphs they rest on; there is no answer without one. */
export interface Answered extends Common {
  readonly kind: 'answered'
  readonly sentences: readonly [CitedSentence, ...CitedSentence[]]
  /** How many of the sentences are the answer itself; the others are what else bears on it. */
  readonly lead: number
  /** Sentences that follow from each other, two sides of a comparison, or a list, an entry a line. */
  readonly layout: 'prose' | 'comparison' | 'list'
  /** The statements that were told, by their ids. */
  readonly told: readonly string[]
  /** The facts that the sentences state. */
  readonly facts: readonly Fact[]
  /** A sentence on what of the message is not answered, without a citation. */
  readonly remark?: string
  /** What channels may show besides the sentences. */
  readonly exhibits?: Exhibits
  /** Whether a language model wrote the sentences; nothing unless told. */
  readonly generated?: boolean
}

/** The report doesn't say (`not-found`), the message can't be read (`clarify`), or small talk. */
export interface Unsourced extends Common {
  readonly kind: 'not-found' | 'clarify' | 'smalltalk'
  readonly text: string
}

/** What the assistant says in one turn; only `answered` has citations. */
export type Answer = Answered | Unsourced
