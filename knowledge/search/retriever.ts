import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import type { PassageId } from '../citation/passage.js'
import type { Embedder } from '../model/embedder.js'
import { answerability, type AnswerWeights, type Ranked } from './answerability.js'
import { type FollowingAnswering, followingSignalsOf, isFollowingAnswered } from './answered-following.js'
import { type Before, followingScores, type FollowingWeights } from './following.js'
import type { Candidates, Statement } from './candidates.js'
import { featuresOf } from './features.js'
import { likenessOf } from './likeness.js'
import type { Scan } from './open-scan.js'
import type { Ranker } from './ranker.js'
import type { NameSharing } from './shared-names.js'
import { yearsIn } from './shared-names.js'
import type { TermSharing } from './shared-terms.js'
import type { Asked, AskClassifier } from './slots.js'
import { softmax } from './softmax.js'
import { termsOf } from './terms.js'
import type { Unit } from './units.js'

/** What the retriever searches, and what it judges by. */
export interface Searchable {
  readonly units: readonly Unit[]
  readonly candidates: Candidates
  readonly scan: Scan
  readonly embedder: Embedder
  readonly terms: TermSharing
  readonly names: NameSharing
  readonly classify: AskClassifier
  readonly rank: Ranker
  readonly answering: AnswerWeights
  readonly following: {
    readonly ranking: FollowingWeights
    readonly answering: FollowingAnswering
  }
  /** The vector of a unit. */
  readonly vectorOf: (row: number) => Float32Array
  /** The share of a text's terms that nothing here uses, 0 to 1. */
  readonly novelty: (text: string) => number
}

/** A statement, and how likely it is what a question asks for among everything that is known. */
export interface FoundStatement {
  readonly statement: Statement
  readonly probability: number
}

/** What a question finds. */
export interface Found {
  /** Best first. */
  readonly statements: readonly FoundStatement[]
  /** Paragraphs, best first. */
  readonly paragraphs: readonly PassageId[]
  /** The likeliest topic of small talk, and how likely it is that no question is asked. */
  readonly talk: { readonly id: string | undefined; readonly probability: number }
  /** Whether the best statement is likely enough to answer the question. */
  readonly isAnswerable: boolean
  /** The likeliest gap: what may be missing. */
  readonly gap: string | undefined
  readonly asked: Asked
}

/**
 * Tokens of a question that go through the model. It takes four times as long for so many as for the
 * usual twenty, and nobody's question should cost the others more; the longest of those that the bot
 * is measured with has 118. Two passes for one that leans on another cost no more than one.
 */
const mostTokens = { whole: 128, own: 64 }

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
    const most = isJoined ? mostTokens.own : mostTokens.whole
    const cosines = await likenessOf(text, most, this.#searchable)
    return rankedBy(text, cosines, this.#searchable)
  }

  /** What a question finds. */
  found(own: Ranked): Found {
    const { answering } = this.#searchable
    return foundIn(own, answerability(own, answering) >= answering.threshold)
  }

  /**
   * What a question finds that leans on what was said before.
   * @param own the question by itself
   * @param explicit the same behind the question before
   */
  async following(own: Ranked, explicit: string, before: Before): Promise<Found> {
    const { answering, following, candidates, scan, vectorOf } = this.#searchable
    const joined = await this.rank(explicit)
    const told = candidates.all.find(({ id, statement }) => statement && id === before.told[0])
    const near = told && (await scan(vectorOf(told.own)))
    const scores = followingScores({ ...before, joined, own, near }, following.ranking)
    const chances = [answerability(joined, answering), answerability(own, answering)] as const
    const signals = followingSignalsOf(scores, joined, [...chances])
    const { asked } = own
    return foundIn(
      { ...joined, scores, asked, probabilities: softmax(scores) },
      isFollowingAnswered(signals, following.answering),
    )
  }

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    const { statements } = this.found(await this.rank(query))
    return statements.slice(0, mostDocuments).map(({ statement, probability }) => {
      const { id, text, places } = statement
      return new Document({ id, pageContent: text, metadata: { places, probability } })
    })
  }
}

function foundIn(ranked: Ranked, isAnswerable: boolean): Found {
    const { candidates, scores, probabilities, asked } = ranked
    const { all, paragraphs } = candidates
    const order = [...all.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    const statements = order.flatMap((at) => {
      const { statement } = all[at] ?? {}
      return statement ? [{ statement, probability: probabilities[at] ?? 0 }] : []
    })
    const places = order.flatMap((at) => {
      const { kind, paragraph = -1 } = all[at] ?? {}
      return kind === 'overview' || kind === 'gap' ? [] : (paragraphs[paragraph]?.place ?? [])
    })
    const talk = order.filter((at) => all[at]?.kind === 'talk')
    return {
      statements,
      paragraphs: [...new Set(places)],
      talk: {
        id: all[talk[0] ?? -1]?.id,
        probability: talk.reduce((sum, at) => sum + (probabilities[at] ?? 0), 0),
      },
      isAnswerable,
      gap: all[order.find((at) => all[at]?.kind === 'gap') ?? -1]?.id,
      asked,
    }
  }

const mostDocuments = 100

/** Measures and ranks everything for a question whose cosines are known. */
export function rankedBy(
  text: string,
  cosines: ArrayLike<number>,
  searchable: Omit<Searchable, 'scan' | 'embedder' | 'answering' | 'following' | 'vectorOf'>,
  left: Pick<Ranked, 'without' | 'withoutGap'> = {},
): Ranked {
  const { units, candidates, terms, names, classify, rank, novelty } = searchable
  const asked = classify(text)
  const measured = featuresOf(candidates, units, {
    cosines,
    terms: terms(text, left.without),
    names: names(text),
    slots: asked.slots,
    ...(left.without !== undefined && { without: left.without }),
  })
  const scores = rank(candidates.all, measured).map((score, at) =>
    left.withoutGap !== undefined && candidates.all[at]?.id === left.withoutGap ? -Infinity : score,
  )
  const probabilities = softmax(scores)
  const own = termsOf(text)
  return {
    ...left,
    candidates,
    units,
    measured,
    scores,
    probabilities,
    cosines,
    asked,
    unknownTerms: novelty(text),
    terms: own.length,
    years: yearsIn(text),
  }
}
