import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import type { Embedder } from '../model/embedder.js'
import { likenessOf } from './likeness.js'
import { buildLexicon, type Lexicon } from './lexicon.js'
import type { Scan } from './open-scan.js'
import { type Hit, rank } from './rank.js'
import { type Target, targetsOf } from './targets.js'
import type { Unit } from './units.js'

/** What the retriever searches: units and a scan of their vectors, row by row. */
export interface Searchable {
  readonly units: readonly Unit[]
  readonly scan: Scan
  readonly embedder: Embedder
  /** False to search by meaning alone, without the words; true unless told. */
  readonly words?: boolean
}

/** A hit as LangChain's metadata. */
export type FoundMetadata = Omit<Hit, 'text'> & Record<string, unknown>

/** So many documents hold every paragraph and fact that could still be meant. */
const most = 300

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
    const { embedder, scan } = this.#searchable
    const cosines = await likenessOf(query, embedder, scan)
    return rank(this.#targets, { cosines, words: this.#lexicon(query), most }).map(
      ({ text, ...hit }) => new Document<FoundMetadata>({ pageContent: text, metadata: hit }),
    )
  }
}
