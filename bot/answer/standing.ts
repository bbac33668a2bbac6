import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }
import { isMembership } from '../question/member-alone.js'
import type { Query } from '../question/query.js'
import { asksElse, holdersIn } from './holders.js'
import { areSaid, keyOf, likeliestOf } from './likeliest.js'
import { type Draft, toldOfFact } from './told.js'

/**
 * Says that a publication is not among what is available, in preparation or online, with what its
 * fields say of it; nothing where it is, or where a word asks for something else.
 */
export function standing(query: Query, found: Found, knowledge: Knowledge): Draft | undefined {
  const { statuses, cues, nouns, rest } = query.filters
  const isOnline = cues.has('online')
  if (!isMembership(found) || asksElse(query.filters)) return undefined
  if (nouns.length > 0 || !(isOnline || statuses.length > 0)) {
    return undefined
  }
  const [asked, ...others] = publicationsIn(query, found, knowledge)
  if (asked?.kind !== 'publication' || others.length > 0) return undefined
  const lacking = [
    ...statuses.filter((status) => status !== asked.status),
    ...(isOnline && asked.link === undefined ? questionWords.lists.cues.online.slice(0, 1) : []),
  ]
  const told = toldOfFact(asked, knowledge)
  if (told.length === 0 || lacking.length === 0 || !areSaid(rest, asked, knowledge))
    return undefined
  const remark = fill(answerWords.lacking.status, { names: either.format(lacking) })
  return { told, layout: 'prose', remark }
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** What a question names or, where that is nothing, the publications that the likeliest paragraph tells of. */
function publicationsIn(query: Query, found: Found, knowledge: Knowledge): Fact[] {
  const named = holdersIn(query, knowledge)
  const [best] = found.isAnswerable ? likeliestOf(found) : []
  if (named.length > 0 || !best) return named
  return knowledge.facts.all.filter(
    (fact) => fact.kind === 'publication' && keyOf(fact) === keyOf(best),
  )
}
