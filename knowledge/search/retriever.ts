import type { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import type { Embedder } from '../model/embedder.js'
import type { Ranked } from './answer-signals.js'
import { answerability, type AnswerWeights, isAnswerable } from './answerability.js'
import {
  type FollowingAnswering,
  followingSignalsOf,
  isFollowingAnswered,
} from './answered-following.js'
import { type Before, followingScores, type FollowingWeights } from './following.js'
import { documentsIn, type Found, foundIn } from './found.js'
import { isLeaning, type LeaningCues, leaningSignalsOf, type LeaningWeights } from './leaning.js'
import { affords, similarityOf } from './similarity.js'
import type { Scan } from './open-scan.js'
import { type Rankable, rankedBy } from './ranked.js'
import { softmax } from './softmax.js'

/** What the retriever searches, and what it judges by. */
export interface Searchable extends Rankable {
  readonly scan: Scan
  readonly embedder: Embedder
  readonly answering: AnswerWeights
  readonly following: {
    readonly leaning: LeaningWeights
    readonly ranking: FollowingWeights
    readonly answering: FollowingAnswering
  }
  /** The vector of a unit. */
  readonly vectorOf: (row: number) => Float32Array
}

/** The knowledge as a LangChain retriever: a document for each statement, best first. */
export class StatementRetriever extends BaseRetriever {
  lc_namespace = ['report-assistant', 'retrievers']

  readonly #searchable: Searchable

  constructor(searchable: Searchable) {
    super()
    this.#searchable = searchable
  }

  /**
   * Ranks everything for a question by one forward pass of the model.
   * @param isJoined whether it is read a second time behind the question that it leans on
   * @throws Error for a question of blanks
   */
  async rank(text: string, isJoined = false): Promise<Ranked> {
    const cosines = await similarityOf(text, isJoined, this.#searchable)
    return rankedBy({ text, cosines }, this.#searchable)
  }

  /**
   * Whether the model may be given texts for one message, by their tokens.
   * @param texts those that were given already, and those that are to come
   */
  affords(texts: readonly string[]): boolean {
    return affords(texts, this.#searchable.embedder)
  }

  /** What a question finds; behind another what fits both, so that the probabilities are multiplied. */
  found(own: Ranked, joined?: Ranked): Found {
    const { answering } = this.#searchable
    if (joined === undefined) return foundIn(own, isAnswerable(own, answering))
    const scores = joined.scores.map((score, at) => (score + (own.scores[at] ?? 0)) / 2)
    const both = { ...joined, scores, asked: own.asked, probabilities: softmax(scores) }
    return foundIn(both, isAnswerable(both, answering))
  }

  /** Whether a question leans on what was said before, by its words and by what it finds by itself. */
  leans(own: Ranked, cues: LeaningCues): boolean {
    const { answering, following } = this.#searchable
    return isLeaning(leaningSignalsOf(own, cues, answering), following.leaning)
  }

  /**
   * What a question finds that leans on what was said before.
   * @param own the question by itself
   * @param explicit the same behind the question before
   */
  async following(own: Ranked, explicit: string, before: Before): Promise<Found> {
    const { answering, following, candidates, scan, vectorOf } = this.#searchable
    const joined = await this.rank(explicit, true)
    const told = candidates.all.find(({ id, statement }) => statement && id === before.told[0])
    const near = told && (await scan(vectorOf(told.own)))
    const scores = followingScores({ ...before, joined, own, near }, following.ranking)
    const chances = [answerability(joined, answering), answerability(own, answering)] as const
    const signals = followingSignalsOf(scores, chances)
    const { asked } = own
    return foundIn(
      { ...joined, scores, asked, probabilities: softmax(scores) },
      isFollowingAnswered(signals, following.answering),
    )
  }

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    return documentsIn(this.found(await this.rank(query)))
  }
}
