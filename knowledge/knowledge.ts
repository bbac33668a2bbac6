import type { Passage } from './citation/passage.js'
import type { Document } from './documents/open-document.js'
import type { Names } from './entities/open-names.js'
import type { Facts, Gap } from './facts/open-facts.js'
import type { Fact } from './facts/schema.js'
import type { StatementRetriever } from './search/retriever.js'
import type { Spelling } from './search/spelling.js'
import type { Completion, Novelty } from './search/vocabulary.js'

/** Everything the assistant knows, checked and ready to be asked. */
export interface Knowledge extends Names {
  /** At least one; the first is the one that is meant where none is named. */
  readonly documents: readonly [Document, ...Document[]]
  /** The passages of all documents. */
  readonly passages: readonly Passage[]
  readonly facts: Facts
  readonly factById: ReadonlyMap<string, Fact>
  readonly gapById: ReadonlyMap<string, Gap>
  readonly novelty: Novelty
  /** The share of words, function words among them, that nothing here uses, small talk included. */
  readonly unheard: Novelty
  readonly spelling: Spelling
  readonly completion: Completion
  readonly retriever: StatementRetriever
}
