import type { Gazetteer } from '../entities/gazetteer.js'
import type { NamesIn } from '../entities/names-in.js'
import { yearsOf } from '../facts/filter-facts.js'
import type { Candidates } from './candidates.js'
import type { NamesShared } from './features.js'

interface Names {
  readonly gazetteer: Gazetteer
  readonly namesIn: NamesIn
}

/** Finds which candidates state the names and years of a question. */
export type NameSharing = (question: string) => NamesShared

/** Reads once which names and years each candidate states. */
export function buildNameSharing(candidates: Candidates, names: Names): NameSharing {
  const { all } = candidates
  const { stated, reached } = statedIn(candidates, names)
  const years = positionsOf(
    all.map(({ statement }) => {
      if (!statement) return []
      return statement.fact ? yearsOf(statement.fact) : yearsIn(statement.text)
    }),
  )
  const overviews = positionsOf(all.map(({ kind, id }) => (kind === 'overview' ? [id] : [])))
  const nothing = new Float32Array(all.length)
  /** How many of the keys each candidate has. */
  const count = (keys: readonly string[], postings: Positions) => {
    if (keys.length === 0) return nothing
    const counts = new Float32Array(all.length)
    for (const at of keys.flatMap((key) => postings.get(key) ?? []))
      counts[at] = (counts[at] ?? 0) + 1
    return counts
  }
  return (question) => {
    const named = namedIn(question, names)
    return {
      stated: count(named, stated),
      lacking:
        named.length === 0 ? nothing : count(named, reached).map((have) => named.length - have),
      years: count(yearsIn(question), years).map((have) => Math.min(have, 1)),
      named: count(named.length === 1 ? named : [], overviews),
    }
  }
}

/** The positions that have a key. */
type Positions = ReadonlyMap<string, readonly number[]>

function positionsOf(keys: readonly Iterable<string>[]): Positions {
  const positions = new Map<string, number[]>()
  for (const [at, own] of keys.entries()) {
    for (const key of own) {
      const before = positions.get(key)
      if (before) before.push(at)
      else positions.set(key, [at])
    }
  }
  return positions
}

/** Which candidates state a name, and which state it or stand in a paragraph that does. */
function statedIn({ all, paragraphs }: Candidates, { gazetteer, namesIn }: Names) {
  const stated = all.map(({ id, statement }) => {
    if (!statement) return new Set<string>()
    if (statement.fact) return namesIn.fact(statement.fact)
    return new Set([id, ...gazetteer(statement.text).map(({ entity }) => entity.id)])
  })
  const near = paragraphs.map(({ place }) => namesIn.paragraph(place))
  const reached = all.map(
    ({ paragraph }, at) => new Set([...(stated[at] ?? []), ...(near[paragraph] ?? [])]),
  )
  return { stated: positionsOf(stated), reached: positionsOf(reached) }
}

/** The entities that a question names, but for those that name nothing in particular. */
export function namedIn(question: string, { gazetteer, namesIn }: Names): string[] {
  return gazetteer(question).flatMap(({ entity }) =>
    namesIn.isEverywhere(entity.id) ? [] : entity.id,
  )
}

/** The years that a text names, each once. */
export function yearsIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:19|20)\d\d\b/g))]
}
