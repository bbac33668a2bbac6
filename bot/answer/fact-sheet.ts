import { type Fact, placesOf } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { cite, citeFact } from './cite.js'
import { fieldsOf, type Field } from './fields.js'
import { toReference, type Reference } from '../references.js'

/** A fact with its fields, for cards: every value stands in the paragraphs of the fact. */
export interface FactSheet {
  readonly id: string
  readonly kind: Fact['kind']
  readonly title: string
  readonly statement: string
  /** In reading order; a field without a value is left out. */
  readonly fields: readonly Field[]
  /** The main place that the fact rests on. */
  readonly reference: Reference
  /** Where a publication can be had: an address with its scheme. */
  readonly link?: string
}

/** Lays a fact out field by field, or gives undefined where its paragraphs don't bear the statement. */
export function toFactSheet(fact: Fact, knowledge: Knowledge): FactSheet | undefined {
  const sentence = citeFact(fact, knowledge)
  if (sentence === undefined) return undefined
  const { id, kind, statement } = fact
  const fields = fieldsOf(fact, knowledge.facts.all).filter(
    ({ value }) => cite(value, placesOf(fact), knowledge) !== undefined,
  )
  const reference = toReference(sentence.passages[0])
  const link = 'link' in fact && fact.link ? { link: withScheme(fact.link) } : {}
  return { id, kind, title: titleOf(fact), statement, fields, reference, ...link }
}

/** What a fact is called at the head of a card or an entry, with a capital letter. */
export function titleOf(fact: Fact): string {
  const name = nameOf(fact)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function nameOf(fact: Fact): string {
  if ('name' in fact) return fact.name
  if ('title' in fact) return fact.title
  return 'what' in fact ? fact.what : fact.statement
}

function withScheme(link: string): string {
  return /^https?:\/\//.test(link) ? link : `https://${link}`
}
