import { paragraphKey } from '../citation/passage.js'
import type { Read } from '../read-knowledge.js'
import type { Unit } from '../search/units.js'
import { rowOf } from '../search/vector-index.js'
import { type Case, examinerOf, type LearnedBefore } from './examiner.js'
import { halfOf } from './folds.js'
import { spread } from './ranking-lessons.js'

/** How many phrasings are asked beside the questions that have no answer. */
const questions = 2400
/** Halves of the sections without facts, one at a time, so that sentences learn to answer beside them. */
const halves = [0, 1]

/** A question that is no row of the index. */
export interface Extra {
  readonly text: string
  readonly id: string
  readonly vector: Float32Array
}

/**
 * Asks everything with all facts; what stands in each half of the sections without that half's; and
 * everything without any, as a document that nobody curated is asked.
 */
export async function casesOf(
  read: Read,
  learned: LearnedBefore,
  extra: readonly Extra[],
): Promise<Case[]> {
  const { knowledge, units, index } = read
  const rows = (source: Unit['source']) =>
    [...units.keys()].filter((row) => units[row]?.source === source)
  const phrasings = rows('phrasing')
  const asked = spread(phrasings, questions)
  const rowsOfGap = new Map<string, Set<number>>()
  for (const row of rows('gap')) {
    const { id = '' } = units[row] ?? {}
    rowsOfGap.set(id, (rowsOfGap.get(id) ?? new Set()).add(row))
  }
  const whole = await examinerOf(read, learned, new Set())
  const cases: Case[] = []
  for (const one of extra) cases.push(await whole({ ...one, near: one.id }))
  const all = new Set(knowledge.passages.map(paragraphKey))
  for (const raw of [new Set<string>(), ...halves.map((half) => halfOf(read, half)), all]) {
    const isWhole = raw.size === 0
    const examine = isWhole ? whole : await examinerOf(read, learned, raw)
    for (const row of [...asked, ...rows('gap')]) {
      const { text = '', id = '', source, place } = units[row] ?? {}
      if (!isWhole && !(place && raw.has(paragraphKey(place)))) continue
      const left =
        source === 'gap'
          ? { rows: rowsOfGap.get(id) ?? new Set(), gap: id }
          : { rows: new Set([row]) }
      // What is missing at a fact is judged with the fact's own phrasings.
      const near = source === 'gap' ? (knowledge.gapById.get(id)?.nearby ?? id) : id
      const one = await examine({ text, near, vector: rowOf(index, row), left })
      if (isWhole || one.best === 'sentence') cases.push(one)
    }
  }
  return cases
}
