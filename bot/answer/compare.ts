import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found, FoundStatement } from '../../knowledge/search/retriever.js'
import type { Query } from '../question/query.js'
import { figuresNamed } from './calculate.js'
import { toldOf, toldOfFact, type Draft } from './told.js'

const comparing =
  /\b(compar\w*|versus|vs|differ\w*|contrast|respectively|than|which of the two|earlier|later|older|newer|whereas|more|fewer|larger|bigger|(each|both) of (them|the two)|each of the two)\b/i
const offering = /\b\S+ or \S+|\bthe one\b.*\bthe one\b/i

/** Tells both sides of a comparison, each from its own likeliest statement. */
export function compare(
  { text, mentions }: Query,
  { statements }: Found,
  knowledge: Knowledge,
): Draft | undefined {
  if (!comparing.test(text)) return undefined
  const known = mentions.map(({ entity }) => entity).filter((entity) => entity.known)
  const sides = known
    .filter(({ kind }) => known.filter((other) => other.kind === kind).length >= 2)
    .map(({ id }) => id)
  const figures = figuresNamed(text, statements)
  const { namesIn } = knowledge
  const ofOneSide = (side: string) =>
    statements.find(({ statement: { fact } }) => {
      if (!fact || 'mentions' in fact) return false
      const named = namesIn.fact(fact)
      return sides.every((id) => named.has(id) === (id === side))
    })
  const told =
    figures.length >= 2
      ? figures.flatMap((fact) => toldOfFact(fact, knowledge))
      : (sides.length >= 2
          ? sides.flatMap((side) => ofOneSide(side) ?? [])
          : byPlace(text, statements)
        ).flatMap(({ statement }) => toldOf(statement, knowledge))
  return told.length >= 2 ? { told, layout: 'comparison' } : undefined
}

function byPlace(text: string, found: readonly FoundStatement[]): FoundStatement[] {
  if (!offering.test(text)) return []
  const told = found.filter(({ statement: { fact } }) => fact && !('mentions' in fact))
  const [first] = told
  const second = told.find(
    ({ statement }) => statement.places[0].paragraph !== first?.statement.places[0].paragraph,
  )
  return first && second ? [first, second] : []
}
