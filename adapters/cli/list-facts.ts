import { filterFacts } from '../../knowledge/facts/filter-facts.js'
import { openDocument } from '../../knowledge/documents/open-document.js'
import { openFacts } from '../../knowledge/facts/open-facts.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import { oneOf, type FactsOptions } from './facts-options.js'
import { toFactTable } from './facts-table.js'
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
