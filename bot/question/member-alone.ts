import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Asked } from '../../knowledge/search/slots.js'
import { filtersOf } from './filters.js'
import { askedIn } from './values.js'

/** Whether a message asks if something belongs, and doesn’t say to what: that was said before. */
export function asksOfMemberAlone(
  text: string,
  asked: { asked: Asked },
  knowledge: Knowledge,
): boolean {
  const { cues } = filtersOf(text, knowledge.gazetteer(text), knowledge)
  const isBelonging = cues.has('within') || cues.has('belonging')
  return isBelonging && isMembership(asked) && namesMembersAlone(text, knowledge)
}

/** Whether a message names what may belong to something, and nothing else. */
export function namesMembersAlone(text: string, knowledge: Knowledge): boolean {
  const filters = filtersOf(text, knowledge.gazetteer(text), knowledge)
  const { rest, nouns, topics, statuses, named } = filters
  const others = [rest, nouns, topics, statuses]
  const values = askedIn(text, knowledge)
  const areAll = named.every(({ id }) => values.some((value) => value.id === id))
  return others.every((words) => words.length === 0) && areAll && values.length > 0
}

/** Whether a question asks above all whether something belongs to something. */
export function isMembership({ asked: { asks } }: { asked: Asked }): boolean {
  return Object.values(asks).every((share) => share <= asks.membership)
}
