import type { Fact } from '../../knowledge/facts/schema.js'
import { yearsOf } from '../../knowledge/facts/filter-facts.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Filters } from '../question/filters.js'
import type { Noun } from '../question/lexicon.js'

/** The facts that pass every filter of a question, in the order of the database. */
export function fitting(filters: Filters, knowledge: Knowledge): Fact[] {
  const { nouns, topics, statuses, years, cues } = filters
  const regions = regionsOf(filters, knowledge)
  const named = filters.named.filter((one) => !isOfAll(one, knowledge))
  return knowledge.facts.all.filter(
    (fact) =>
      (nouns.length === 0 || nouns.some((noun) => isA(fact, noun))) &&
      topics.every((topic) => fact.topics.includes(topic)) &&
      (statuses.length === 0 || ('status' in fact && statuses.includes(fact.status))) &&
      (years.length === 0 || years.some((year) => yearsOf(fact).has(year))) &&
      (!cues.has('online') || ('link' in fact && fact.link !== undefined)) &&
      named.every(({ id }) => concerns(fact, id, knowledge)) &&
      (regions.length === 0 || regions.some((region) => liesIn(fact, region, knowledge))),
  )
}

/** Whom the whole document is about, and the document itself, tell nothing apart. */
export function isOfAll(
  { id, kind }: Filters['named'][number],
  { namesIn, factById, documents }: Knowledge,
): boolean {
  const fact = factById.get(id)
  const isOwn = fact?.kind === 'document' && documents.some(({ symbol }) => symbol === fact.symbol)
  const isBody = kind === 'organization' || kind === 'document'
  return isOwn || (isBody && namesIn.isEverywhere(id))
}

function isA(fact: Fact, { kind, types, named }: Noun): boolean {
  if (fact.kind !== kind) return false
  const isTyped = types.length === 0 || ('type' in fact && types.includes(fact.type))
  return isTyped && (!named || ('name' in fact && fact.name.toLowerCase().includes(named)))
}

/** The regions of the facts that a question names; a wider region stands for those that it holds. */
function regionsOf({ regions }: Filters, { documents }: Knowledge): string[] {
  const wider = documents.flatMap(({ vocabulary }) => Object.entries(vocabulary.regions))
  return regions.flatMap((region) => [
    region,
    ...wider.flatMap(([name, held]) => (name === region ? held : [])),
  ])
}

/** Whether a fact is about something with a name: by its fields, or because its statement names it. */
function concerns(fact: Fact, id: string, { factById, namesIn }: Knowledge): boolean {
  if (fact.id === id) return false
  const one = factById.get(id)
  const code = one?.kind === 'country' ? one.iso : undefined
  const isField = code !== undefined && 'countries' in fact && fact.countries.includes(code)
  return isField || namesIn.fact(fact).has(id)
}

function liesIn(fact: Fact, region: string, { facts }: Knowledge): boolean {
  if (fact.kind === 'country') return fact.region === region
  const named = [
    ...('regions' in fact ? fact.regions : []),
    ...('places' in fact ? fact.places : []),
  ]
  if (named.includes(region) || fact.statement.includes(region)) return true
  const codes = 'countries' in fact ? fact.countries : []
  return facts.all.some(
    (one) =>
      one.kind === 'country' && one.region === region && codes.some((code) => code === one.iso),
  )
}
