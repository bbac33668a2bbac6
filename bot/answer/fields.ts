import type { Fact } from '../../knowledge/facts/schema.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'

/** What a field of a fact is about; the words for it are the channel's. */
export type FieldName =
  | 'type'
  | 'value'
  | 'year'
  | 'date'
  | 'status'
  | 'languages'
  | 'publisher'
  | 'audience'
  | 'scope'
  | 'places'
  | 'countries'
  | 'regions'
  | 'partners'
  | 'funder'
  | 'organizers'
  | 'symbol'
  | 'body'

/** One field of a fact, its value put into words. */
export interface Field {
  readonly name: FieldName
  readonly value: string
}

/** The fields of a fact that have a value, in reading order. */
export function fieldsOf(fact: Fact, all: readonly Fact[]): Field[] {
  const values = valuesOf(fact, all)
  return values.flatMap(([name, value]) => (value ? [{ name, value }] : []))
}

type Values = readonly (readonly [FieldName, string | undefined])[]
type OfKind<Kind> = Extract<Fact, { kind: Kind }>

function valuesOf(fact: Fact, all: readonly Fact[]): Values {
  switch (fact.kind) {
    case 'publication':
      return ofPublication(fact)
    case 'programme':
      return ofProgramme(fact, all)
    case 'event':
      return ofEvent(fact, all)
    case 'figure':
      return [
        ['value', quantity(fact)],
        ['year', fact.year],
        ['scope', fact.scope],
      ]
    case 'document':
      return [
        ['type', fact.type],
        ['symbol', fact.symbol],
        ['body', fact.body],
      ]
    default:
      return []
  }
}

const ofPublication = (fact: OfKind<'publication'>): Values => [
  ['type', fact.type],
  ['year', fact.year?.toString()],
  ['status', fact.status],
  ['languages', listed(fact.languages)],
  ['publisher', fact.publisher],
  ['audience', fact.audience],
]

const ofProgramme = (fact: OfKind<'programme'>, all: readonly Fact[]): Values => [
  ['date', period(fact)],
  ['partners', listed(fact.partners)],
  ['funder', fact.funder],
  ['countries', countryNames(fact.countries, all)],
  ['regions', listed(fact.regions)],
]

const ofEvent = (fact: OfKind<'event'>, all: readonly Fact[]): Values => [
  ['type', fact.type],
  ['date', period(fact)],
  ['places', listed(fact.places)],
  ['countries', countryNames(fact.countries, all)],
  ['organizers', listed(fact.organizers)],
  ['audience', fact.audience],
]

/** A figure with its unit, and how the report qualifies it: `about 80 countries`. */
export function quantity({ value, unit, bound }: OfKind<'figure'>): string {
  const amount = `${value.toLocaleString('en-GB', { maximumFractionDigits: 3 })} ${unit}`
  return bound === 'exactly' ? amount : `${bound} ${amount}`
}

function listed(values: readonly string[]): string {
  return values.join(', ')
}

function countryNames(codes: readonly string[], all: readonly Fact[]): string {
  const names = codes.flatMap(
    (code) => all.find((fact) => fact.kind === 'country' && fact.iso === code) ?? [],
  )
  return listed(names.flatMap((fact) => ('name' in fact ? [fact.name] : [])))
}

interface Period {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A day, a month, a year or what lies between two of them, as the report writes dates. */
function period({ from, to }: Period): string {
  const [start = '', end = ''] = [from, to].map((date) => (date ? dateText(date) : ''))
  const isYears = /^\d{4}$/.test(`${from}`) && /^\d{4}$/.test(`${to}`)
  if (!start || !end || end === start) return start || end
  return isYears ? `${start}-${end}` : fill(answerWords.dates.period, { start, end })
}

function dateText(date: string): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  const name = new Date(Date.UTC(2000, Number(month) - 1)).toLocaleString('en-GB', {
    month: 'long',
    timeZone: 'UTC',
  })
  return [day && String(Number(day)), name, year].filter(Boolean).join(' ')
}
