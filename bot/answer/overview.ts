import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/retriever.js'
import type { Query } from '../question/query.js'
import { entryOf, type Entry } from './entry.js'
import type { Draft } from './told.js'

/** A country or an organization: what each paragraph that names it says of it, in order. */
export type Named = Extract<Fact, { readonly mentions: unknown }>

/** Tells everything that is said of a country or organization, where that is likeliest asked for. */
export function overview(
  _: Query,
  { statements, asked: { asks } }: Found,
  knowledge: Knowledge,
): Draft | undefined {
  const fact = statements[0]?.statement.fact
  const isWide = Object.values(asks).every((share) => share <= asks.overview)
  if (!fact || !('mentions' in fact) || !isWide) return undefined
  const told = entriesOf(fact, knowledge)
  return told.length > 0 ? { told, layout: 'list' } : undefined
}

/** One sentence for each paragraph that names the country or organization. */
export function entriesOf({ id, mentions }: Named, knowledge: Knowledge): Entry[] {
  return mentions.flatMap((_, index) => entryOf(`${id}#${index + 1}`, knowledge) ?? [])
}
