import type { ListEntry } from '../../../bot/library.js'
import { escapeMarkdown } from '../../../bot/markdown.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { fill } from '../../../prompts/words.js'
import { adaptiveCard } from '../../cards/adaptive-card.js'
import { documentAction } from './source.js'
import { heading, paragraph, subtle } from './text.js'

/** Entries on one page: so many fit a phone's screen. */
export const pageSize = 6

/** A list of which one page is shown. */
export interface Page {
  /** Ids of all entries, by which the next page can be had without remembering anything. */
  readonly ids: readonly string[]
  /** Counted from 0. */
  readonly page: number
  /** The entries of this page. */
  readonly entries: readonly ListEntry[]
  /** What leads the list, as Markdown; how many entries there are unless told. */
  readonly lead?: string
}

/** Shows one page of a list, with buttons to turn it. */
export function listCard(shown: Page) {
  const { ids, page, entries, lead = fill(teamsWords.list.lead, { count: ids.length }) } = shown
  const from = page * pageSize + 1
  const range = fill(teamsWords.list.range, {
    from,
    to: from + entries.length - 1,
    count: ids.length,
  })
  const count = { ...subtle(range), separator: true }
  const body = [heading(lead), ...entries.flatMap(toBlocks), count, ...turning(shown)]
  const lines = entries.map(({ text, references }) => `${text} (${placesOf(references)})`)
  const [document] = entries.flatMap(({ references }) => references.map((one) => one.document))
  const actions = document === undefined ? [] : [documentAction(document)]
  return adaptiveCard(body, { actions, fallbackText: [lead, ...lines, range].join('\n') })
}

function toBlocks({ text, references }: ListEntry): object[] {
  return [{ ...paragraph(text), separator: true }, subtle(escapeMarkdown(placesOf(references)))]
}

function placesOf(references: ListEntry['references']): string {
  return references.map(({ label }) => label).join('; ')
}

function turning({ ids, page }: Page): object[] {
  const { previous, next } = teamsWords.list
  const actions = [
    ...(page > 0 ? [turn(previous, ids, page - 1)] : []),
    ...((page + 1) * pageSize < ids.length ? [turn(next, ids, page + 1)] : []),
  ]
  return actions.length === 0 ? [] : [{ type: 'ActionSet', actions }]
}

function turn(title: string, ids: readonly string[], page: number) {
  return { type: 'Action.Execute', title, verb: 'page', data: { ids, page } }
}
