import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import type { PassageId } from '../citation/passage.js'
import type { Embedder } from '../model/embedder.js'
import type { Ranked } from './answer-signals.js'
import { answerability, type AnswerWeights, isAnswerable } from './answerability.js'
import {
  type FollowingAnswering,
  followingSignalsOf,
  isFollowingAnswered,
} from './answered-following.js'
import type { Candidate, Candidates, Statement } from './candidates.js'
import { type Before, followingScores, type FollowingWeights } from './following.js'
import { isLeaning, type LeaningCues, leaningSignalsOf, type LeaningWeights } from './leaning.js'
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
import type { Novelty } from './vocabulary.js'
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
  readonly weighMeanings: Ranker
  readonly answering: AnswerWeights
  readonly following: {
    readonly leaning: LeaningWeights
    readonly ranking: FollowingWeights
    readonly answering: FollowingAnswering
  }
  /** The vector of a unit. */
  readonly vectorOf: (row: number) => Float32Array
  readonly novelty: Novelty
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
  /** What of all that is known to be said or asked comes nearest in words, small talk and gaps among it. */
  readonly nearest: Pick<Unit, 'source' | 'id'>
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
    return rankedBy({ text, cosines }, this.#searchable)
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
    const joined = await this.rank(explicit)
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
    const { statements } = this.found(await this.rank(query))
    return statements.slice(0, mostDocuments).map(({ statement, probability }) => {
      const { id, text, places } = statement
      return new Document({ id, pageContent: text, metadata: { places, probability } })
    })
  }
}

function foundIn(ranked: Ranked, isAnswered: boolean): Found {
  const { candidates, scores, probabilities, meanings, asked } = ranked
  const { all, paragraphs } = candidates
  const order = orderedBy(scores)
  const statements = order.flatMap((at) => {
    const { statement } = all[at] ?? {}
    return statement ? [{ statement, probability: probabilities[at] ?? 0 }] : []
  })
  const places = order.flatMap((at) => {
    const { kind, paragraph = -1 } = all[at] ?? {}
    const isSaid = kind === 'fact' || kind === 'sentence'
    return isSaid ? (paragraphs[paragraph]?.place ?? []) : []
  })
  return {
    statements,
    paragraphs: [...new Set(places)],
    nearest: nearestOf(ranked),
    isAnswerable: isAnswered,
    gap: likeliestGap(all, meanings),
    asked,
  }
}

const mostDocuments = 100

/** The positions of what can be ranked, the highest first. */
function orderedBy(scores: Float32Array): number[] {
  const ranked = [...scores.keys()].filter((at) => scores[at] !== -Infinity)
  return ranked.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
}

function likeliestGap(all: readonly Candidate[], meanings: ArrayLike<number>): string | undefined {
  return all[highestOf(meanings, (at) => all[at]?.kind === 'gap')]?.id
}

function nearestOf({ units, cosines }: Pick<Ranked, 'units' | 'cosines'>): Found['nearest'] {
  const { source = 'paragraph', id } = units[highestOf(cosines, () => true)] ?? {}
  return { source, id }
}

function highestOf(values: ArrayLike<number>, isMeant: (at: number) => boolean): number {
  let best = -1
  for (let at = 0; at < values.length; at += 1) {
    if (isMeant(at) && (best < 0 || (values[at] ?? 0) > (values[best] ?? 0))) best = at
  }
  return best
}

/** A question with its cosines, and what of the index it is, where it is one of ours. */
interface Measured extends Pick<Ranked, 'cosines' | 'left'> {
  readonly text: string
}

/** Measures and ranks everything for a question whose cosines are known. */
export function rankedBy(
  { text, cosines, left }: Measured,
  searchable: Omit<Searchable, 'scan' | 'embedder' | 'answering' | 'following' | 'vectorOf'>,
): Ranked {
  const { units, candidates, terms, names, classify, rank, weighMeanings, novelty } = searchable
  const asked = classify(text)
  const shared = terms(text, left?.rows)
  const measured = featuresOf(candidates, units, {
    cosines,
    terms: shared,
    names: names(text),
    asked,
    ...(left && { without: left.rows }),
  })
  const scores = rank(candidates.all, measured)
  const meanings = weighMeanings(candidates.all, measured).map((score, at) =>
    left?.gap !== undefined && candidates.all[at]?.id === left.gap ? -Infinity : score,
  )
  const own = termsOf(text)
  return {
    ...(left && { left }),
    candidates,
    units,
    measured,
    scores,
    probabilities: softmax(scores),
    meanings: softmax(meanings),
    cosines,
    asked,
    unknownTerms: novelty(text, left !== undefined && left.gap === undefined),
    terms: own.length,
    lacked: shared.lacked,
    years: yearsIn(text),
  }
}
