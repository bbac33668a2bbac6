import type { Candidates } from './candidates.js'
import { termsOf } from './terms.js'
import type { Unit } from './units.js'

/** For each candidate the share of a question's terms that it uses, rare terms counting more; 0 to 1. */
export interface SharedTerms {
  readonly statement: Float32Array
  readonly paragraph: Float32Array
  /** The share that its phrasings use; a term counts whole from its third phrasing on. */
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

/** A term in one phrasing may be chance, in three it is the subject. */
const convinced = 3

/**
 * Counts which terms each candidate uses. The weight of a term is log(1 + N / (df + 0.5)) over the
 * paragraphs, after the inverse document frequency of Robertson and Spärck Jones.
 */
export function buildTermSharing(units: readonly Unit[], candidates: Candidates): TermSharing {
  const { terms, statements, whole, phrasings, weigh } = countTerms(units, candidates)
  const { all } = candidates
  const holder = new Map(all.flatMap(({ phrasings: rows }, at) => rows.map((row) => [row, at])))
  return (question, rows) => {
    const asked = termsOf(question)
    const total = asked.reduce((sum, term) => sum + weigh(term), 0)
    const [statement, paragraph, phrased] = [0, 1, 2].map(() => new Float32Array(all.length))
    // A gap's rows speak for nothing else, so that only one of a phrasing counts.
    const without = rows?.size === 1 ? [...rows][0] : undefined
    const own = without === undefined ? undefined : holder.get(without)
    const ownTerms = new Set(without === undefined ? [] : terms[without])
    for (const term of asked) {
      const share = weigh(term) / total
      for (const [at] of statements.get(term) ?? []) add(statement, at, share)
      for (const [at] of whole.get(term) ?? []) add(paragraph, at, share)
      for (const [at, uses] of phrasings.get(term) ?? []) {
        const others = uses - (at === own && ownTerms.has(term) ? 1 : 0)
        add(phrased, at, (share * Math.min(others, convinced)) / convinced)
      }
    }
    const none = new Float32Array()
    const isPhrased = (term: string, at: number) =>
      (phrasings.get(term)?.get(at) ?? 0) > Number(at === own && ownTerms.has(term))
    const isSaid = (term: string, at: number) => statements.get(term)?.has(at) ?? false
    return {
      lacked: (at) => {
        const others = asked.filter((term) => !isSaid(term, at) && !isPhrased(term, at))
        return lackedOf(others, {
          weigh,
          total,
          isNear: (term) => whole.get(term)?.has(at) ?? false,
        })
      },
      statement: statement ?? none,
      paragraph: paragraph ?? none,
      phrasings: phrased ?? none,
    }
  }
}

/** The terms of each unit, and for each term who uses it in which way. */
function countTerms(units: readonly Unit[], { all, paragraphs }: Candidates) {
  const terms = units.map(({ text }) => termsOf(text))
  const ofParagraph = paragraphs.map(
    ({ pieces }) => new Set(pieces.flatMap((row) => terms[row] ?? [])),
  )
  const phrased = all.map((candidate) => candidate.phrasings.flatMap((row) => terms[row] ?? []))
  return {
    terms,
    statements: postingsOf(all.map(({ own }) => terms[own] ?? [])),
    whole: postingsOf(all.map(({ paragraph }) => [...(ofParagraph[paragraph] ?? [])])),
    phrasings: postingsOf(phrased),
    weigh: rarityIn(ofParagraph),
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

function add(sums: Float32Array | undefined, at: number, value: number): void {
  if (sums) sums[at] = (sums[at] ?? 0) + value
}

/** For each term the positions that use it and how often. */
type Postings = ReadonlyMap<string, ReadonlyMap<number, number>>

function postingsOf(lists: readonly (readonly string[])[]): Postings {
  const postings = new Map<string, Map<number, number>>()
  for (const [at, list] of lists.entries()) {
    for (const term of list) {
      const uses = postings.get(term) ?? new Map<number, number>()
      postings.set(term, uses.set(at, (uses.get(at) ?? 0) + 1))
    }
  }
  return postings
}

function rarityIn(paragraphs: readonly ReadonlySet<string>[]): (term: string) => number {
  const among = postingsOf(paragraphs.map((terms) => [...terms]))
  const weight = (count: number) => Math.log(1 + paragraphs.length / (count + 0.5))
  return (term) => weight(among.get(term)?.size ?? 0)
}

/** Shares nothing, for an evaluation that leaves the words out. */
export function noTerms({ all }: Candidates): TermSharing {
  const none = new Float32Array(all.length)
  const lacked = () => ({ own: 1, all: 1, rarest: 0 })
  return () => ({ statement: none, paragraph: none, phrasings: none, lacked })
}
