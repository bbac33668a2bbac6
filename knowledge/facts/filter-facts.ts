import type { Fact } from './schema.js'

/** What `facts` can be narrowed by; an absent field lets every fact through. */
export interface FactFilter {
  readonly kind?: string
  /** An ISO 3166-1 alpha-2 code or a country's name. */
  readonly country?: string
  /** Such as `West Africa`: of a country, of a programme, or named by the statement. */
  readonly region?: string
  /** A name, acronym or part of one: publisher, partner, organizer, or named by the statement. */
  readonly organization?: string
  /** Of a publication: `available` or `in preparation`. */
  readonly status?: string
  /** Four digits. */
  readonly year?: string
  readonly topic?: string
  readonly type?: string
  /** Words that must stand in the record, in any order. */
  readonly text?: string
}

/** The facts that pass every given filter, in the order of the database. */
export function filterFacts(facts: readonly Fact[], filter: FactFilter): Fact[] {
  const isos = filter.country === undefined ? [] : countryCodes(facts, filter.country)
  return facts.filter(
    (fact) =>
      (!filter.kind || fact.kind === filter.kind) &&
      (!filter.topic || fact.topics.some((topic) => topic === filter.topic)) &&
      (!filter.type || ('type' in fact && fact.type === filter.type.toLowerCase())) &&
      (!filter.year || yearsOf(fact).has(filter.year)) &&
      (filter.country === undefined || isos.some((iso) => concerns(fact, iso))) &&
      (!filter.status || ('status' in fact && fact.status === filter.status.toLowerCase())) &&
      (!filter.region || holds(fact, filter.region, regionFields)) &&
      (!filter.organization || holds(fact, filter.organization, bodyFields)) &&
      (!filter.text || holds(fact, filter.text)),
  )
}

/** Every year that a fact's fields and statement name. */
export function yearsOf(fact: Fact): ReadonlySet<string> {
  const dated = [fact.statement]
  if ('year' in fact && fact.year) dated.push(String(fact.year))
  if ('from' in fact && fact.from) dated.push(fact.from)
  if ('to' in fact && fact.to) dated.push(fact.to)
  return new Set(dated.join(' ').match(/\b(?:19|20)\d\d\b/g))
}

function countryCodes(facts: readonly Fact[], wanted: string): string[] {
  const name = wanted.toLowerCase()
  const named = facts.flatMap((fact) =>
    fact.kind === 'country' &&
    [fact.name, ...fact.aliases].some((known) => known.toLowerCase() === name)
      ? (fact.iso ?? [])
      : [],
  )
  return [wanted.toUpperCase(), ...named]
}

function concerns(fact: Fact, iso: string): boolean {
  if (fact.kind === 'country') return fact.iso === iso
  return 'countries' in fact && fact.countries.includes(iso)
}

const regionFields = ['region', 'regions', 'places', 'statement']
const bodyFields = ['name', 'acronym', 'publisher', 'partners', 'organizers', 'funder', 'statement']

/** Whether every word of a text stands in a record, in the given fields of it or in any. */
function holds(fact: Fact, text: string, fields?: string[]): boolean {
  const body = JSON.stringify(fact, fields).toLowerCase()
  const words = text.toLowerCase().split(/\s+/)
  return words.every((word) => body.includes(word))
}
