import { type Fact, placesOf } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import type { Query } from '../question/query.js'
import type { Value } from '../question/value.js'
import { cite, textsOf } from './cite.js'
import { titleOf } from './fact-sheet.js'
import { asksElse, holdersIn } from './holders.js'
import { areSaid, keyOf, likeliestOf } from './likeliest.js'
import { type Told, toldOfFact } from './told.js'
import { among, inFields, inStatement } from './typed-values.js'

/** A list that the facts hold of values of one type. */
export interface Listed {
  readonly type: Value['type']
  /** What shows the whole list. */
  readonly told: readonly Told[]
  /** Whether the report leaves a value out wherever it speaks of the list. */
  readonly lacks: (value: Value) => boolean
}

interface Basis {
  readonly found: Found
  readonly knowledge: Knowledge
}

/** The list that a question asks of: of what it names, or of what is likeliest meant. */
export function listedFor(type: Value['type'], query: Query, basis: Basis): Listed | undefined {
  const named = holdersIn(query, basis.knowledge)
  const [holder, ...others] = named
  if (holder && others.length === 0) {
    return ofHolder(holder, type, basis) ?? ofLikeliest(type, query, { ...basis, holder })
  }
  return ofLikeliest(type, query, basis)
}

/** The list in a fact’s own fields, and all that is said of the fact. */
function ofHolder(holder: Fact, type: Value['type'], { found, knowledge }: Basis) {
  const values = inFields(holder, type, knowledge)
  if (values.length === 0) return undefined
  const isOwn = (fact: Fact) =>
    fact === holder || (!('mentions' in fact) && knowledge.namesIn.fact(fact).has(holder.id))
  const shows = [...likeliestOf(found), ...knowledge.facts.all].find(
    (fact) => isOwn(fact) && showsAll(fact, values, knowledge),
  )
  const told = shows ? toldOfFact(shows, knowledge) : written(holder, values, knowledge)
  const places = knowledge.facts.all.filter(isOwn).flatMap(placesOf)
  const isIn = among(values, textsOf(places, knowledge), knowledge)
  const lacks = (value: Value) => !isIn(value) && !spans(holder, value)
  return told.length > 0 ? { type, told, lacks } : undefined
}

function written(holder: Fact, values: readonly Value[], knowledge: Knowledge): Told[] {
  const text = `${titleOf(holder)}: ${values.map(({ name }) => name).join('; ')}.`
  const sentence = cite(text, placesOf(holder), knowledge)
  return sentence ? [{ id: holder.id, fact: holder, sentence }] : []
}

/** The likeliest list of the paragraph that is likeliest meant. */
function ofLikeliest(
  type: Value['type'],
  { filters }: Query,
  { found, knowledge, holder }: Basis & { readonly holder?: Fact },
): Listed | undefined {
  const facts = likeliestOf(found)
  const [best] = facts
  if (!best) return undefined
  const isMeant = !asksElse(filters) && areSaid(filters.rest, best, knowledge)
  if (!found.isAnswerable && !isMeant) return undefined
  const beside = facts.filter((fact) => keyOf(fact) === keyOf(best))
  const [list] = beside.flatMap((shows) => {
    const values = shownBy(shows, { type, beside, knowledge })
    return values ? [{ shows, values }] : []
  })
  if (!list || (holder && !knowledge.namesIn.fact(list.shows).has(holder.id))) return undefined
  const { shows, values } = list
  const isOwn = among(values, [shows.statement], knowledge)
  const isSaid = among([], textsOf(placesOf(shows), knowledge), knowledge)
  // What a field of what is likeliest lists is whole, whatever else the paragraph names.
  const isFirst = found.statements[0]?.statement.fact === shows
  const isWhole = isFirst && values.length > 1
  const lacks = (value: Value) =>
    !isOwn(value) && !spans(shows, value) && (isWhole || !isSaid(value))
  return { type, told: toldOfFact(shows, knowledge), lacks }
}

/**
 * The values of a field that a statement shows whole, be it a field of another fact of the paragraph;
 * none of a field where it names several places itself, and nothing where it shows no list.
 */
function shownBy(
  shows: Fact,
  { type, beside, knowledge }: { type: Value['type']; beside: Fact[]; knowledge: Knowledge },
): Value[] | undefined {
  const fields = [shows, ...beside].map((fact) => inFields(fact, type, knowledge))
  const isOfPlaces = type === 'country' || type === 'region'
  const whole = fields.find((values, at) => {
    // One place alone makes no list.
    const least = at === 0 && shows === beside[0] && !isOfPlaces ? 1 : 2
    return values.length >= least && showsAll(shows, values, knowledge)
  })
  return whole ?? (isOfPlaces && inStatement(shows, type, knowledge).length > 1 ? [] : undefined)
}

function showsAll(fact: Fact, values: readonly Value[], knowledge: Knowledge): boolean {
  return values.every(({ type, id }) =>
    inStatement(fact, type, knowledge).some((one) => one.id === id),
  )
}

/** Whether a year lies between the dates of a fact; what has no end goes on. */
function spans(fact: Fact, { type, id }: Value): boolean {
  if (type !== 'year' || !('from' in fact) || fact.from === undefined) return false
  const { from, to } = fact
  return yearOf(from) <= id && (to === undefined || id <= yearOf(to))
}

/** The year that a date of ISO 8601 begins with. */
function yearOf(date: string): string {
  return date.split('-')[0] ?? date
}
