import type { Candidates } from './candidates.js'
import { termsIn, termsOf } from './terms.js'
import type { Unit } from './units.js'
import { limits } from '../limits.js'

/** Shares of a question's terms that are used, rare terms counting more; 0 to 1. */
export interface SharedTerms {
  /** For each candidate. */
  readonly statement: Float32Array
  /** For each paragraph. */
  readonly paragraph: Float32Array
  /** For each candidate the share that its phrasings use; a term in a few phrasings counts whole. */
  readonly phrasings: Float32Array
  /** Of the terms that a candidate lacks. */
  readonly lacked: (at: number) => Lacked
}

/** Shares of a question's terms, rare ones counting more, and the weight of the rarest, which a candidate lacks. */
export interface Lacked {
  /** In its words and phrasings. */
  readonly own: number
  /** In its paragraph as well. */
  readonly all: number
  readonly rarest: number
}

/** Finds what a question shares; the rows of a question that is one of ours are left out. */
export type TermSharing = (question: string, without?: ReadonlySet<number>) => SharedTerms

/**
 * Counts which terms each candidate uses. The weight of a term is log(1 + N / (df + 0.5)) over the
 * paragraphs, after the inverse document frequency of Robertson and Spärck Jones.
 */
export function buildTermSharing(units: readonly Unit[], candidates: Candidates): TermSharing {
  const { table, paragraphs } = candidates
  const { terms, statements, whole, phrasings } = countTerms(units, candidates)
  const weigh = (term: string) =>
    Math.log(1 + paragraphs.length / ((whole.get(term)?.at.length ?? 0) + 0.5))
  return (question, rows) => {
    const asked = termsOf(question)
    const total = asked.reduce((sum, term) => sum + weigh(term), 0)
    // A gap's rows speak for nothing else, so that only one of a phrasing counts.
    const without = rows?.size === 1 ? [...rows][0] : undefined
    const own = without === undefined ? undefined : table.holderOfRow[without]
    const ownTerms = new Set(without === undefined ? [] : terms[without])
    const others = (term: string, at: number, uses: number) =>
      uses - Number(at === own && ownTerms.has(term))
    const statement = new Float32Array(table.kind.length)
    const paragraph = new Float32Array(paragraphs.length)
    const phrased = new Float32Array(table.kind.length)
    for (const term of asked) {
      const share = weigh(term) / total
      addTo(statement, statements.get(term), () => share)
      addTo(paragraph, whole.get(term), () => share)
      addTo(phrased, phrasings.get(term), (at, uses) => {
        return (share * Math.min(others(term, at, uses), limits.phrasings)) / limits.phrasings
      })
    }
    const lacked = (at: number) => {
      const isPhrased = (term: string) => others(term, at, usesAt(phrasings.get(term), at)) > 0
      const isSaid = (term: string) => usesAt(statements.get(term), at) > 0
      const isNear = (term: string) => usesAt(whole.get(term), table.paragraph[at] ?? -1) > 0
      const missing = asked.filter((term) => !isSaid(term) && !isPhrased(term))
      return lackedOf(missing, { weigh, total, isNear })
    }
    return { statement, paragraph, phrasings: phrased, lacked }
  }
}

/** The terms of each unit, and for each term which candidates and paragraphs use it in which way. */
function countTerms(units: readonly Unit[], { all, paragraphs }: Candidates) {
  const terms = units.map(termsIn)
  return {
    terms,
    statements: postingsOf(all.map(({ own }) => terms[own] ?? [])),
    whole: postingsOf(
      paragraphs.map(({ pieces }) => [...new Set(pieces.flatMap((row) => terms[row] ?? []))]),
    ),
    phrasings: postingsOf(all.map((one) => one.phrasings.flatMap((row) => terms[row] ?? []))),
  }
}

interface Weighing {
  readonly weigh: (term: string) => number
  readonly total: number
  /** Whether the paragraph uses a term. */
  readonly isNear: (term: string) => boolean
}

function lackedOf(terms: readonly string[], { weigh, total, isNear }: Weighing): Lacked {
  const nowhere = terms.filter((term) => !isNear(term))
  const share = (some: readonly string[]) =>
    some.reduce((sum, term) => sum + weigh(term), 0) / (total || 1)
  return {
    own: share(terms),
    all: share(nowhere),
    rarest: Math.max(0, ...nowhere.map(weigh)),
  }
}

/** The positions that use a term, in order, and how often each does. */
interface Posting {
  readonly at: number[]
  readonly uses: number[]
}

function postingsOf(lists: readonly (readonly string[])[]): ReadonlyMap<string, Posting> {
  const postings = new Map<string, Posting>()
  for (const [position, list] of lists.entries()) {
    for (const term of list) {
      const posting = postings.get(term) ?? { at: [], uses: [] }
      const { at, uses } = posting
      const isNew = at.at(-1) !== position
      if (isNew) at.push(position)
      uses[at.length - 1] = isNew ? 1 : (uses[at.length - 1] ?? 0) + 1
      postings.set(term, posting)
    }
  }
  return postings
}

function addTo(
  sums: Float32Array,
  { at, uses }: Posting = { at: [], uses: [] },
  share: (at: number, uses: number) => number,
): void {
  for (const [index, position] of at.entries()) {
    sums[position] = (sums[position] ?? 0) + share(position, uses[index] ?? 0)
  }
}

function usesAt({ at, uses }: Posting = { at: [], uses: [] }, position: number): number {
  return uses[at.indexOf(position)] ?? 0
}

/** Shares nothing, for an evaluation that leaves the words out. */
export function noTerms({ all, paragraphs }: Candidates): TermSharing {
  const [none, nowhere] = [new Float32Array(all.length), new Float32Array(paragraphs.length)]
  const lacked = () => ({ own: 1, all: 1, rarest: 0 })
  return () => ({ statement: none, paragraph: nowhere, phrasings: none, lacked })
}
