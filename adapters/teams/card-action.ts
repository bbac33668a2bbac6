import { z } from 'zod'
import type { Library } from '../../bot/library.js'
import { teamsWords } from '../../prompts/teams/teams-words.js'
import { listCard, pageSize } from './cards/list-card.js'

const turned = z.object({
  action: z.object({
    verb: z.literal('page'),
    data: z.object({
      ids: z.array(z.string().max(100)).min(1).max(200),
      page: z.int().min(0).max(100),
    }),
  }),
})

/**
 * Answers `adaptiveCard/action`: turns a page of a list. The entries are made anew from their ids,
 * so a card shows nothing that the report doesn’t bear, whatever was sent.
 *
 * @returns the body in the form of the Universal Action Model: a status, a type and a value
 */
export async function cardAction(value: unknown, library: Library) {
  const { data } = turned.safeParse(value)
  if (data === undefined) return failure('BadRequest', teamsWords.list.unknown)
  const { ids, page } = data.action.data
  const start = page * pageSize
  const wanted = ids.slice(start, start + pageSize)
  const entries = await library.entries(wanted)
  if (entries.length === 0 || entries.length < wanted.length) {
    return failure('NotFound', teamsWords.list.gone)
  }
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: listCard({ ids, page, entries }),
  }
}

const statuses = { BadRequest: 400, NotFound: 404 }

function failure(code: keyof typeof statuses, message: string) {
  const type = 'application/vnd.microsoft.error'
  return { statusCode: statuses[code], type, value: { code, message } }
}
