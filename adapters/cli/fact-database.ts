import { z } from 'zod'
import { openDocument } from '../../knowledge/documents/open-document.js'
import { addFacts } from '../../knowledge/facts/add-facts.js'
import { filterFacts } from '../../knowledge/facts/filter-facts.js'
import { openFacts } from '../../knowledge/facts/open-facts.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import { readJson } from '../read-json.js'
import { toTable } from '../table.js'
import { oneOf, type FactsOptions } from './facts-options.js'
import { UsageError } from './run-command.js'

/**
 * Lists the facts that pass the filters, as a table or as JSON.
 * @throws UsageError where a country or a topic is meant that the report doesn't name
 */
export async function listFacts(folder: URL, { filter, json }: FactsOptions): Promise<string> {
  const { all } = await openFacts(folder, await openDocument(folder))
  if (filter.country !== undefined) checkCountry(filter.country, all)
  oneOf('topic', filter.topic, [...new Set(all.flatMap(({ topics }) => topics))].sort())
  const found = filterFacts(all, filter)
  return json ? JSON.stringify(found, null, 2) : toFactTable(found)
}

function checkCountry(wanted: string, facts: readonly Fact[]): void {
  const countries = facts.filter((fact) => fact.kind === 'country')
  const isNamed = countries.some(({ iso, name, aliases }) =>
    [iso ?? name, name, ...aliases].some((known) => known.toLowerCase() === wanted.toLowerCase()),
  )
  if (isNamed) return
  const names = countries.map(({ name, iso }) => (iso === undefined ? name : `${name} (${iso})`))
  throw new UsageError(
    `Facts: --country is “${wanted}”, but must be one that the report names: ${names.join(', ')}.`,
  )
}

const recordsSchema = z.union([z.array(z.unknown()).min(1), z.looseObject({})])

/**
 * Adds the records of a JSON file, one or a list, to a fact database.
 * @returns what was added, in words
 * @throws Error naming the record's id and the field that is wrong; then nothing is added
 */
export async function addFile(folder: URL, file: string): Promise<string> {
  const example = '[{"id": "…", "kind": "figure", …}]'
  const read = await readJson(file, { schema: recordsSchema, speaker: 'Facts', example })
  const document = await openDocument(folder)
  const added = await addFacts({ folder, document }, Array.isArray(read) ? read : [read], file)
  return `Added ${added.join(', ')}. The next start or question makes the index anew.`
}

/** Writes facts as a table with their number; every other field is in the JSON. */
function toFactTable(facts: readonly Fact[]): string {
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
