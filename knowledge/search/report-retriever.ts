import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import type { Embedder } from '../model/embedder.js'
import { buildLexicon, type Lexicon } from './lexicon.js'
import { type Hit, rank } from './rank.js'
import { type Target, targetsOf } from './targets.js'
import type { Unit } from './units.js'
import { cosines, type VectorIndex } from './vector-index.js'

/** What the retriever searches: units and, row by row, their vectors. */
export interface Searchable {
  readonly units: readonly Unit[]
  readonly index: VectorIndex
  readonly embedder: Embedder
}

/** A hit as LangChain's metadata. */
export type FoundMetadata = Omit<Hit, 'text'> & Record<string, unknown>

/**
 * The knowledge as a LangChain retriever: one forward pass of the model, an exact scan, and the
 * words that the question shares with each target. A document's content is the text of its first unit.
 */
export class ReportRetriever extends BaseRetriever<FoundMetadata> {
  lc_namespace = ['ctoc-assistant', 'retrievers']

  readonly #searchable: Searchable
  readonly #targets: readonly Target[]
  readonly #lexicon: Lexicon

  constructor(searchable: Searchable) {
    super()
    this.#searchable = searchable
    this.#targets = targetsOf(searchable.units)
    this.#lexicon = buildLexicon(searchable.units, this.#targets)
  }

  override async _getRelevantDocuments(query: string): Promise<Document<FoundMetadata>[]> {
    const { index, embedder } = this.#searchable
    const [vector] = await embedder.embed([query])
    if (!vector) throw new Error('Retriever: the model gave no vector for the question.')
    return rank(this.#targets, cosines(index, vector), this.#lexicon(query)).map(
      ({ text, ...hit }) => new Document<FoundMetadata>({ pageContent: text, metadata: hit }),
    )
  }
}
