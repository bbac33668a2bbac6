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
const mostHits = 300

/**
 * Tokens of a question that go through the model. It takes four times as long for so many as for the
 * usual twenty, and nobody's question should cost the others more; the longest of those that the bot
 * is measured with has 118.
 */
const mostTokens = 128

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

  /**
   * What a question finds, best first.
   * @param tokens how much of the question the model is given, where that is less than usual
   * @throws Error for a question of blanks
   */
  async hits(query: string, tokens = mostTokens): Promise<Hit[]> {
    const cosines = await likenessOf(query, Math.min(tokens, mostTokens), this.#searchable)
    return rank(this.#targets, { cosines, words: this.#lexicon(query), most: mostHits })
  }

  override async _getRelevantDocuments(query: string): Promise<Document<FoundMetadata>[]> {
    const hits = await this.hits(query)
    return hits.map(
      ({ text, ...hit }) => new Document<FoundMetadata>({ pageContent: text, metadata: hit }),
    )
  }
}
