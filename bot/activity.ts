import { ActionTypes, ActivityTypes, TextFormatTypes, type Activity } from 'botbuilder'
import { fill, words } from '../prompts/words.js'
import { escapeMarkdown } from './markdown.js'
import type { Reply } from './reply.js'

/** How one channel shows what the bot says. */
export interface Channel {
  /** Writes a reply; `id` is there where the reply is an answer that readers may judge. */
  readonly render: (reply: Reply, id?: string) => Partial<Activity>
  /** Whether the channel's own page greets who joins, so that the bot need not. */
  readonly greets?: boolean
  /** Asks for words after a thumbs-down on the answer with this id. */
  readonly commentForm?: (id: string) => Partial<Activity>
}

/** Shows that an answer is being looked up. */
export const typing: Partial<Activity> = { type: ActivityTypes.Typing }

/** Writes a reply as a message that any channel can show: Markdown and suggested actions. */
export function toActivity({ text, references, suggestions }: Reply): Partial<Activity> {
  const sources = references.map(({ label }, index) => `[${index + 1}] ${escapeMarkdown(label)}`)
  const list = fill(words.bot.references, { list: sources.join('; ') })
  const actions = suggestions.map((title) => ({ type: ActionTypes.ImBack, title, value: title }))
  return {
    type: ActivityTypes.Message,
    textFormat: TextFormatTypes.Markdown,
    text: sources.length === 0 ? text : `${text}\n\n${list}`,
    ...(actions.length > 0 && { suggestedActions: { actions, to: [] } }),
  }
}
