import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Item, Library, Shelf } from '../../bot/library.js'
import { teamsWords } from '../../prompts/teams/teams-words.js'
import { attached } from '../cards/adaptive-card.js'
import { itemCard } from './cards/item-card.js'
import { cut } from './message-entity.js'

/** The commands of the app package, and where each looks. */
const shelves: Readonly<Record<string, Shelf>> = {
  findPassage: 'passage',
  findManual: 'manual',
  findFact: 'fact',
}

const mostResults = 25
const mostText = 200

const parameter = z.object({ name: z.string().optional(), value: z.unknown() })
const query = z.object({
  commandId: z.string().optional(),
  parameters: z.array(parameter).optional().catch([]),
  queryOptions: z
    .object({ skip: z.int().min(0).catch(0), count: z.int().min(1).catch(mostResults) })
    .optional()
    .catch(undefined),
})

/**
 * Answers `composeExtension/query`: what fits the text typed so far, as previews with full cards.
 *
 * @param patienceMs milliseconds until the bot says that it is still starting; 4,000 unless told,
 * since Teams gives up after 5,000
 */
export async function search(value: unknown, library: Library, patienceMs = 4000) {
  const { data } = query.safeParse(value)
  const { commandId = 'findPassage', parameters = [], queryOptions } = data ?? {}
  const shelf = Object.hasOwn(shelves, commandId) ? shelves[commandId] : undefined
  if (data === undefined || shelf === undefined) return message(teamsWords.search.unknown)
  const { skip = 0, count = mostResults } = queryOptions ?? {}
  const text = textIn(parameters)
  const finding = library.find({ shelf, text, skip, count: Math.min(count, mostResults) })
  const items = await inTime(finding, patienceMs)
  if (items === undefined) return message(teamsWords.search.busy)
  // Behind the last page there is nothing to say.
  if (items.length === 0 && skip === 0) return message(teamsWords.search.none)
  return results(items.map((item) => ({ ...attached(itemCard(item)), preview: preview(item) })))
}

/** Answers `composeExtension/selectItem`: the full card of what was chosen. */
export async function selectItem(value: unknown, library: Library) {
  const { data } = z.object({ id: z.string() }).safeParse(value)
  const item = data && (await library.item(data.id))
  return item === undefined ? message(teamsWords.search.gone) : results([attached(itemCard(item))])
}

/** What comes of a task, or undefined where that takes longer. */
async function inTime<Result>(task: Promise<Result>, ms: number): Promise<Result | undefined> {
  const patience = new AbortController()
  try {
    return await Promise.race([task, wait(ms, undefined, { signal: patience.signal })])
  } finally {
    patience.abort()
  }
}

/** When the extension opens, Teams sends a parameter named `initialRun` and nothing was typed. */
function textIn(parameters: z.infer<typeof parameter>[]): string {
  const typed = parameters.find(({ name }) => name !== 'initialRun')?.value
  return typeof typed === 'string' ? typed.slice(0, mostText) : ''
}

/** A line of the result list; tapping it asks for the item by its id. */
function preview(item: Item) {
  const { title, text } = 'sheet' in item ? ofSheet(item.sheet) : ofPassage(item.passage)
  const content = {
    title: plain(cut(title, 100)),
    text: plain(cut(text, 160)),
    tap: { type: 'invoke', value: { id: item.id } },
  }
  return { contentType: 'application/vnd.microsoft.card.thumbnail', content }
}

function ofSheet({ title, statement, reference }: Extract<Item, { sheet: object }>['sheet']) {
  return { title, text: title === statement ? reference.label : statement }
}

function ofPassage({ label, quote }: Extract<Item, { passage: object }>['passage']) {
  return { title: label, text: quote }
}

/** These cards take HTML. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function results(attachments: readonly object[]) {
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } }
}

function message(text: string) {
  return { composeExtension: { type: 'message', text } }
}
