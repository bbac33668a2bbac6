import { paragraphKey, type PassageId } from '../citation/passage.js'
import { type Fact, placesOf } from '../facts/schema.js'
import { type CandidateTable, tableOf } from './candidate-table.js'
import type { Unit } from './units.js'

/** One sentence that can be said: a fact's statement, or a sentence of a passage that has no facts. */
export interface Statement {
  /** A fact's id, or the place and number of a sentence. */
  readonly id: string
  readonly text: string
  /** What it rests on, the main place first. */
  readonly places: readonly [PassageId, ...PassageId[]]
  readonly fact?: Fact
}

/** What a message can mean: something that can be said, small talk, or a gap; each has weights of its own. */
export const kinds = ['fact', 'overview', 'sentence', 'talk', 'gap'] as const

/** Something that a message can mean, with the rows of the units that speak for it. */
export interface Candidate {
  readonly kind: (typeof kinds)[number]
  /** The statement's, the topic's or the gap's id. */
  readonly id: string
  /** Absent for small talk and gaps. */
  readonly statement?: Statement
  /** Position of its paragraph among the paragraphs; -1 where it has none of its own. */
  readonly paragraph: number
  /** The row of its own words; -1 where it has none. */
  readonly own: number
  /** The row of its words among their neighbours; -1 where there is none. */
  readonly window: number
  /** The rows of its phrasings, or of what people say when they mean it. */
  readonly phrasings: readonly number[]
}

/** A paragraph with its lettered parts, and the rows of the units that speak for it. */
export interface Paragraph {
  readonly key: string
  readonly place: PassageId
  readonly section: string
  readonly pieces: readonly number[]
  readonly sentences: readonly number[]
}

/** Everything that is ranked. */
export interface Candidates {
  readonly all: readonly Candidate[]
  readonly paragraphs: readonly Paragraph[]
  readonly table: CandidateTable
}

interface Sources {
  /** A unit without its id speaks for nothing. */
  readonly units: readonly Unit[]
  readonly factById: ReadonlyMap<string, Fact>
  readonly sectionOf: (place: PassageId) => string
  /** Keys of paragraphs whose facts and gaps are left out, so that their sentences speak instead. */
  readonly raw: ReadonlySet<string>
}

/** Groups units into what they speak for. */
export function candidatesOf(sources: Sources): Candidates {
  const paragraphs = paragraphsOf(sources)
  const positions = new Map(paragraphs.map(({ key }, at) => [key, at]))
  const grouped: Grouped = {
    rowsById: byId(sources.units),
    paragraphOf: (unit) => (unit?.place ? (positions.get(paragraphKey(unit.place)) ?? -1) : -1),
  }
  const facts = factsIn(sources, grouped)
  const places = facts.flatMap(({ statement }) => statement?.places ?? [])
  const curated = new Set(places.map(paragraphKey))
  const sentences = sentencesIn(sources.units, grouped)
  const raw = sentences.filter(({ place }) => !curated.has(paragraphKey(place)))
  const unsaid = (['talk', 'gap'] as const).flatMap((kind) => unsaidIn(kind, sources, grouped))
  const all = [...facts, ...raw.map(({ candidate }) => candidate), ...unsaid]
  const rows = all.map((one) => ({
    ...one,
    kind: kinds.indexOf(one.kind),
    main: one.statement ? (positions.get(paragraphKey(one.statement.places[0])) ?? -1) : -1,
  }))
  return { all, paragraphs, table: tableOf(rows, sources.units) }
}

interface Grouped {
  readonly rowsById: ReadonlyMap<Unit['source'], ReadonlyMap<string, readonly number[]>>
  readonly paragraphOf: (unit: Unit | undefined) => number
}

function factsIn(
  { units, factById, raw }: Sources,
  { rowsById, paragraphOf }: Grouped,
): Candidate[] {
  const facts = [...(rowsById.get('statement') ?? [])]
  return facts.flatMap(([id, [own = -1]]): Candidate[] => {
    const fact = factById.get(id)
    const unit = units[own]
    const [place, ...places] = fact ? placesOf(fact) : []
    if (!fact || !unit || !place || raw.has(paragraphKey(place))) return []
    const statement: Statement = { id, text: fact.statement, places: [place, ...places], fact }
    const kind = 'mentions' in fact ? 'overview' : 'fact'
    const phrasings = rowsById.get('phrasing')?.get(id) ?? []
    return [{ kind, id, statement, paragraph: paragraphOf(unit), own, window: -1, phrasings }]
  })
}

/** The sentences of passages: each stands in the same order as its window does. */
function sentencesIn(units: readonly Unit[], { paragraphOf }: Grouped) {
  const windows = [...units.keys()].filter((row) => units[row]?.source === 'window')
  const rows = [...units.entries()].filter(([, { source }]) => source === 'sentence')
  const counts = new Map<string, number>()
  return rows.flatMap(([own, unit], at) => {
    const { place, text } = unit
    if (!place) return []
    const passage = `${paragraphKey(place)} ${place.subparagraph ?? ''}`
    const count = (counts.get(passage) ?? 0) + 1
    counts.set(passage, count)
    const id = `${passage}${count}`
    const statement: Statement = { id, text, places: [place] }
    const rowsOf = { own, window: windows[at] ?? -1, phrasings: [] }
    const paragraph = paragraphOf(unit)
    return [
      { place, candidate: { kind: 'sentence', id, statement, paragraph, ...rowsOf } as const },
    ]
  })
}

function unsaidIn(
  kind: 'talk' | 'gap',
  { units, raw }: Sources,
  { rowsById, paragraphOf }: Grouped,
): Candidate[] {
  return [...(rowsById.get(kind) ?? [])].flatMap(([id, phrasings]) => {
    const unit = units[phrasings[0] ?? -1]
    if (unit?.place && raw.has(paragraphKey(unit.place))) return []
    return [{ kind, id, paragraph: paragraphOf(unit), own: -1, window: -1, phrasings }]
  })
}

function paragraphsOf({ units, sectionOf }: Sources): Paragraph[] {
  const found = new Map<string, Paragraph & { pieces: number[]; sentences: number[] }>()
  for (const [row, { source, place }] of units.entries()) {
    const isPiece = source === 'paragraph' || source === 'headed'
    if (!place || (!isPiece && source !== 'sentence')) continue
    const { document, paragraph } = place
    const key = paragraphKey(place)
    const section = sectionOf(place)
    const known = found.get(key) ?? {
      key,
      place: { document, paragraph },
      section,
      pieces: [],
      sentences: [],
    }
    known[isPiece ? 'pieces' : 'sentences'].push(row)
    found.set(key, known)
  }
  return [...found.values()]
}

/** The rows of units with an id, by source and id. */
function byId(units: readonly Unit[]): Map<Unit['source'], Map<string, number[]>> {
  const found = new Map<Unit['source'], Map<string, number[]>>()
  for (const [row, { source, id }] of units.entries()) {
    if (id === undefined) continue
    const rows = found.get(source) ?? new Map<string, number[]>()
    rows.set(id, [...(rows.get(id) ?? []), row])
    found.set(source, rows)
  }
  return found
}
