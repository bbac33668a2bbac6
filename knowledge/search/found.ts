import { Document } from '@langchain/core/documents'
import type { PassageId } from '../citation/passage.js'
import type { Ranked } from './answer-signals.js'
import type { Statement } from './candidates.js'
import type { Asked } from './slots.js'
import type { Unit } from './units.js'
import { limits } from '../limits.js'

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
  readonly asked: Asked
}

/** What was found, read off what was ranked. */
export function foundIn(ranked: Ranked, isAnswered: boolean): Found {
  const { candidates, scores, probabilities, asked } = ranked
  const { all, paragraphs } = candidates
  const order = orderedBy(scores)
  const statements = order.flatMap((at) => {
    const { statement } = all[at] ?? {}
    return statement ? [{ statement, probability: probabilities[at] ?? 0 }] : []
  })
  const places = order.flatMap((at) => {
    const { kind, paragraph = -1 } = all[at] ?? {}
    // An overview speaks for all of its paragraphs, and so for none above the others.
    return kind === 'overview' ? [] : (paragraphs[paragraph]?.place ?? [])
  })
  return {
    statements,
    paragraphs: [...new Set(places)],
    nearest: nearestOf(ranked),
    isAnswerable: isAnswered,
    asked,
  }
}

/** The likeliest statements as LangChain has them. */
export function documentsIn({ statements }: Found): Document[] {
  return statements.slice(0, limits.documents).map(({ statement, probability }) => {
    const { id, text, places } = statement
    return new Document({ id, pageContent: text, metadata: { places, probability } })
  })
}

/** The positions of what can be ranked, the highest first. */
function orderedBy(scores: Float32Array): number[] {
  const ranked: number[] = []
  for (let at = 0; at < scores.length; at += 1) if (scores[at] !== -Infinity) ranked.push(at)
  return ranked.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
}

/**
 * Gaps are so many that together they are likelier than any small talk, however far off each of them
 * is: the nearest text tells small talk from questions.
 */
function nearestOf({ units, cosines }: Pick<Ranked, 'units' | 'cosines'>): Found['nearest'] {
  const { source = 'paragraph', id } = units[highestOf(cosines)] ?? {}
  return { source, id }
}

function highestOf(values: Float32Array): number {
  let best = -1
  for (let at = 0; at < values.length; at += 1) {
    if (best < 0 || (values[at] ?? 0) > (values[best] ?? 0)) best = at
  }
  return best
}
