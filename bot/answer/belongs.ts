import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { isMembership } from '../question/member-alone.js'
import type { Query } from '../question/query.js'
import { isSame, type Value } from '../question/value.js'
import { askedIn, valuesIn } from '../question/values.js'
import { belonging } from './belonging.js'
import { asksElse } from './holders.js'
import { areSaid, likeliestOf } from './likeliest.js'
import { membership } from './membership.js'
import { standing } from './standing.js'
import { tell } from './tell.js'
import type { Draft } from './told.js'

/**
 * Tells whether something belongs to something: a country to a programme, a value to a list of the
 * fields, a publication to what is available; nothing where the fields don't tell.
 */
export function belongs(query: Query, found: Found, knowledge: Knowledge): Draft | undefined {
  return (
    membership(query, found, knowledge) ??
    belonging(query, found, knowledge) ??
    standing(query, found, knowledge) ??
    said(query, found, knowledge)
  )
}

/** Tells what is likeliest where it is unlikely by its words, but has all values and words of the question. */
function said(
  { text, filters, mentions }: Query,
  found: Found,
  knowledge: Knowledge,
): Draft | undefined {
  if (!isMembership(found)) return undefined
  const values = askedIn(text, knowledge)
  const [best] = likeliestOf(found)
  const { rest, nouns, topics } = filters
  if (found.isAnswerable || !best || values.length === 0 || asksElse(filters)) return undefined
  if (rest.length === 0 || nouns.length > 0) return undefined
  const stated = valuesIn(best.statement, knowledge)
  const isIn = (value: Value) => stated.some((one) => isSame(one, value, knowledge))
  const named = knowledge.namesIn.fact(best)
  const areNamed = mentions.every(({ entity }) => named.has(entity.id))
  const areOnTopic = topics.every((topic) => best.topics.includes(topic))
  const isWhole = areOnTopic && values.every(isIn) && areNamed && areSaid(rest, best, knowledge)
  return isWhole ? tell(found, knowledge) : undefined
}
