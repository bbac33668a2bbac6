import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { isSame, type Value } from '../question/value.js'
import { valuesIn } from '../question/values.js'
import { type FieldName, fieldsOf } from './fields.js'

type Type = Value['type']

/** What the fields of the facts hold, by type. */
const fieldsByType: Readonly<Record<Type, readonly FieldName[]>> = {
  country: ['countries', 'places', 'scope'],
  region: ['regions', 'places', 'scope'],
  organization: ['partners', 'funder', 'organizers', 'publisher', 'body'],
  language: ['languages'],
  year: ['year', 'date'],
}

interface Held {
  readonly fields: ReadonlyMap<FieldName, readonly Value[]>
  readonly stated: readonly Value[]
}

/** Facts don't change while the knowledge is open. */
const held = new WeakMap<Fact, Held>()

function heldBy(fact: Fact, knowledge: Knowledge): Held {
  const before = held.get(fact)
  if (before) return before
  const fields = fieldsOf(fact, knowledge.facts.all).map(
    ({ name, value }) => [name, valuesIn(value, knowledge)] as const,
  )
  const own = { fields: new Map(fields), stated: valuesIn(fact.statement, knowledge) }
  held.set(fact, own)
  return own
}

/** The values of a type that a fact’s fields hold, each once. */
export function inFields(fact: Fact, type: Type, knowledge: Knowledge): Value[] {
  const { fields } = heldBy(fact, knowledge)
  const values = fieldsByType[type].flatMap((name) => fields.get(name) ?? [])
  const own = values.filter((value) => value.type === type)
  return [...new Map(own.map((value) => [value.id, value])).values()]
}

/** The values of a type that a fact’s statement names. */
export function inStatement(fact: Fact, type: Type, knowledge: Knowledge): Value[] {
  return heldBy(fact, knowledge).stated.filter((value) => value.type === type)
}

/**
 * Tells whether values are among some or are said in a text: as a value, as a place in a region or
 * around it, or by all words of the name.
 */
export function among(
  values: readonly Value[],
  texts: readonly string[],
  knowledge: Knowledge,
): (value: Value) => boolean {
  const all = [...values, ...texts.flatMap((text) => valuesIn(text, knowledge))]
  const said = new Set(texts.flatMap(termsOf))
  return (value) =>
    all.some((one) => isSame(one, value, knowledge)) ||
    // A region’s words stand beside those of others.
    (value.type !== 'region' && termsOf(value.name).every((term) => said.has(term)))
}
