import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Filters } from '../question/filters.js'
import type { Query } from '../question/query.js'

/** What a question names that has lists: in its own words or, where it leans on another, in that one’s. */
export function holdersIn({ filters, before }: Query, { factById }: Knowledge): Fact[] {
  const of = (named: typeof filters.named) =>
    named.flatMap(({ id }) => {
      const fact = factById.get(id)
      return fact && holders.has(fact.kind) ? [fact] : []
    })
  const own = of(filters.named)
  return own.length > 0 || !before ? own : of(before.named)
}

const holders: ReadonlySet<Fact['kind']> = new Set(['programme', 'publication', 'event'])

/** Whether a question asks for more than yes or no: who, why, when, where, or what is left. */
export function asksElse({ cues }: Filters): boolean {
  return (['specific', 'timed', 'excluding'] as const).some((cue) => cues.has(cue))
}
