import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import type { Embedder } from '../model/embedder.js'
import { splitByTokens } from '../model/split-by-tokens.js'
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
  /** False to search by meaning alone, without the words; true unless told. */
  readonly words?: boolean
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
    const { units, words = true } = searchable
    this.#searchable = searchable
    this.#targets = targetsOf(units)
    this.#lexicon = words ? buildLexicon(units, this.#targets) : () => new Float32Array()
  }

  override async _getRelevantDocuments(query: string): Promise<Document<FoundMetadata>[]> {
    const likeness = await this.#likeness(query)
    return rank(this.#targets, likeness, this.#lexicon(query)).map(
      ({ text, ...hit }) => new Document<FoundMetadata>({ pageContent: text, metadata: hit }),
    )
  }

  /** A question too long for the model is taken in pieces, and each unit by the piece it resembles most. */
  async #likeness(query: string): Promise<Float32Array> {
    const { index, embedder } = this.#searchable
    const count = (text: string) => embedder.countTokens(text)
    const pieces = splitByTokens(query, count, embedder.maxTokens)
    const [first, ...rest] = (await embedder.embed(pieces)).map((vector) => cosines(index, vector))
    if (!first) throw new Error('Retriever: there is nothing to search for in an empty question.')
    for (const scores of rest) {
      for (const [row, score] of scores.entries()) first[row] = Math.max(first[row] ?? 0, score)
    }
    return first
  }
}
