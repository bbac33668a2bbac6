import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import { isMembership, namesMembersAlone } from '../question/member-alone.js'
import type { Query } from '../question/query.js'
import type { Value } from '../question/value.js'
import { askedIn } from '../question/values.js'
import { fitting } from './fitting.js'
import { type Listed, listedFor } from './listed.js'
import type { Draft } from './told.js'

/**
 * Says what a list of the facts lacks, with the list, where a question asks whether something belongs
 * to it; nothing where the list has it, or where the fields don't tell.
 */
export function belonging(query: Query, found: Found, knowledge: Knowledge): Draft | undefined {
  const isOfNothing = !query.follows && namesMembersAlone(query.text, knowledge)
  if (!isMembership(found) || isOfNothing || isListed(query, knowledge)) return undefined
  const values = askedIn(query.text, knowledge)
  const types = [...new Set(values.map(({ type }) => type))]
  const lacking = types.flatMap((type) => {
    const list = listedFor(type, query, { found, knowledge })
    const own = values.filter((value) => value.type === type)
    const missing = own.filter((value) => list?.lacks(value))
    // A date is one: where it is among the years that are named, the others are about something else.
    const isOne = type === 'year' && missing.length < own.length
    return list && missing.length > 0 && !isOne ? [{ list, missing }] : []
  })
  if (lacking.length === 0) return undefined
  const told = lacking.flatMap(({ list }) => list.told)
  return {
    told: told.filter(({ id }, at) => told.findIndex((one) => one.id === id) === at),
    layout: 'prose',
    remark: lacking.map(remarkOn).join(' '),
  }
}

const both = new Intl.ListFormat('en-GB', { type: 'conjunction' })

function remarkOn({ list, missing }: { list: Listed; missing: readonly Value[] }): string {
  const names = both.format(missing.map(({ name }) => name))
  return fill(answerWords.lacking[list.type], { names })
}

/** Whether a question is asked by fields alone, and some facts pass all of them. */
function isListed({ filters }: Query, knowledge: Knowledge): boolean {
  const isOfFields = filters.rest.length === 0 && filters.nouns.length > 0
  return isOfFields && fitting(filters, knowledge).length > 0
}
