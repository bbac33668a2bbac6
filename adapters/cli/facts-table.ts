import type { Fact } from '../../knowledge/facts/schema.js'
import { toTable } from '../table.js'

/** Writes facts as a table with their number; every other field is in the JSON. */
export function toFactTable(facts: readonly Fact[]): string {
  const head = ['id', 'kind', 'type', 'date', 'para.', 'statement']
  const count = `${facts.length} ${facts.length === 1 ? 'record' : 'records'}.`
  return facts.length === 0 ? count : `${toTable(head, facts.map(toRow), 'left')}\n\n${count}`
}

function toRow(fact: Fact): string[] {
  const { id, kind, statement } = fact
  return [id, kind, 'type' in fact ? fact.type : '', dateOf(fact), placesOf(fact), statement]
}

function dateOf(fact: Fact): string {
  if ('year' in fact) return String(fact.year ?? '')
  if (!('from' in fact)) return ''
  const { from = '', to = '' } = fact
  return from === to || to === '' ? from : `${from} to ${to}`
}

function placesOf({ paragraphs: [first = 0, ...others], subparagraph }: Fact): string {
  const main = subparagraph === undefined ? `${first}` : `${first} (${subparagraph})`
  return [main, ...others].join(', ')
}
