import type { Target } from './targets.js'
import { termsOf } from './terms.js'
import type { Unit } from './units.js'

/** For each target the share of a question's terms that its units use, rare terms counting more; 0 to 1. */
export type Lexicon = (question: string) => Float32Array

/** How far a term is a target's own: once may be chance, three times is its subject. */
const familiarity = [0, 0.7, 0.9, 1]

/**
 * Counts which terms each target's units use. The weight of a term is log(1 + N / (df + 0.5)) over
 * the paragraphs, after the inverse document frequency of Robertson and Spärck Jones.
 */
export function buildLexicon(units: readonly Unit[], targets: readonly Target[]): Lexicon {
  const terms = units.map(({ text }) => termsOf(text))
  const postings = new Map<string, Map<number, number>>()
  for (const [at, { rows }] of targets.entries()) {
    for (const term of rows.flatMap((row) => terms[row] ?? [])) {
      const uses = postings.get(term) ?? new Map<number, number>()
      postings.set(term, uses.set(at, (uses.get(at) ?? 0) + 1))
    }
  }
  const weigh = rarity(targets, postings)
  return (question) => {
    const asked = termsOf(question)
    const total = asked.reduce((sum, term) => sum + weigh(term), 0)
    const shares = new Float32Array(targets.length)
    for (const term of asked) {
      const share = weigh(term) / total
      for (const [at, uses] of postings.get(term) ?? []) {
        shares[at] = (shares[at] ?? 0) + share * (familiarity[Math.min(uses, 3)] ?? 0)
      }
    }
    return shares
  }
}

function rarity(
  targets: readonly Target[],
  postings: ReadonlyMap<string, ReadonlyMap<number, number>>,
): (term: string) => number {
  const isParagraph = targets.map(({ source }) => source === 'paragraph')
  const paragraphs = isParagraph.filter(Boolean).length
  const weights = new Map<string, number>()
  for (const [term, uses] of postings) {
    const among = [...uses.keys()].filter((at) => isParagraph[at]).length
    weights.set(term, Math.log(1 + paragraphs / (among + 0.5)))
  }
  const unseen = Math.log(1 + paragraphs / 0.5)
  return (term) => weights.get(term) ?? unseen
}
