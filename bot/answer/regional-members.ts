import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Filters } from '../question/filters.js'
import { overlap } from '../question/regions-in.js'

type Programme = Extract<Fact, { kind: 'programme' }>
type Country = Extract<Fact, { kind: 'country' }>

/** The regions that a question names, where a programme’s fields name countries alone. */
export function regionsOfMembers(
  { regions }: Pick<Filters, 'regions'>,
  programme: Programme,
): readonly string[] {
  const hasCountries = programme.regions.length === 0 && programme.countries.length > 0
  return hasCountries ? regions : []
}

/** The countries of a programme that lie in some regions. */
export function membersIn(
  programme: Programme,
  regions: readonly string[],
  knowledge: Knowledge,
): Country[] {
  return knowledge.facts.all.filter(
    (fact): fact is Country =>
      fact.kind === 'country' &&
      programme.countries.some((code) => code === fact.iso) &&
      regions.some((region) => overlap(fact.region, region, knowledge)),
  )
}
