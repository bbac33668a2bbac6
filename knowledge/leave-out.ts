import type { Unit } from './search/units.js'
import type { VectorIndex } from './search/vector-index.js'

/** Parts of the knowledge that an evaluation can leave out, to see what each brings. */
export const parts = ['phrasings', 'statements', 'sentences', 'words', 'names'] as const
export type Part = (typeof parts)[number]

/** What is left out. */
export interface Without {
  readonly parts?: readonly Part[]
  /** Paragraphs that lose their phrasings. */
  readonly phrasingsOf?: readonly number[]
}

interface Searched {
  readonly units: readonly Unit[]
  readonly index: VectorIndex
}

const sources: Readonly<Partial<Record<Unit['source'], Part>>> = {
  phrasing: 'phrasings',
  statement: 'statements',
  sentence: 'sentences',
}

/** Keeps the units, and their rows of the index, that speak for none of what is left out. */
export function leaveOut(searched: Searched, without: Without): Searched {
  const { parts: left = [], phrasingsOf = [] } = without
  if (left.length === 0 && phrasingsOf.length === 0) return searched
  const { units, index } = searched
  const isKept = ({ source, paragraph }: Unit) => {
    const part = sources[source]
    if (part !== undefined && left.includes(part)) return false
    return source !== 'phrasing' || !phrasingsOf.includes(paragraph)
  }
  const rows = units.flatMap((unit, row) => (isKept(unit) ? [row] : []))
  const { dimensions, vectors } = index
  const kept = new Float32Array(rows.length * dimensions)
  for (const [at, row] of rows.entries()) {
    kept.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions)
  }
  return { units: units.filter(isKept), index: { dimensions, vectors: kept } }
}
