import { ActionTypes, ActivityTypes, TextFormatTypes, type TurnContext } from 'botbuilder'
import { fill, words } from '../../prompts/words.js'
import type { Said } from '../feedback.js'
import { escapeMarkdown } from '../markdown.js'
import type { Reply } from '../reply.js'
import type { Activity, Turn } from './activity.js'

/** For whom a reply is written. */
export interface Addressee {
  /** The user's id in the channel. */
  readonly user: string
  /** The answer's id, where the reply is an answer that readers may judge. */
  readonly answer?: string | undefined
}

/** How one channel shows what the bot says, and what else it can be asked there. */
export interface Channel {
  /** The messages that say a reply, in order; the first is the one that readers judge. */
  readonly render: (reply: Reply, to: Addressee) => readonly Activity[]
  /** Whether the channel's own page greets who joins, so that the bot need not. */
  readonly greets?: boolean
  /** Shows that an answer is being looked up; a typing sign at once unless told. */
  readonly sign?: (turn: Turn) => Promise<unknown>
  /** Asks for words after a thumbs-down on the answer with this id. */
  readonly commentForm?: (id: string) => Activity
  /** The body that opens a form for words beside a thumb. */
  readonly feedbackForm?: (said: Said) => object
  /** Whether the channel itself, not who uses it, names the answer that feedback is about. */
  readonly namesAnswers?: boolean
  /** Answers an invoke of the channel's own; undefined where it knows none of that name. */
  readonly invoke?: (
    name: string,
    value: unknown,
  ) => Promise<{ readonly status: number; readonly body?: unknown } | undefined>
}

/** Shows at once that an answer is being looked up. */
export function signAtOnce(turn: Turn): Promise<unknown> {
  return turn.sendActivity({ type: ActivityTypes.Typing })
}

/** Writes a reply as a message that any channel can show: Markdown and suggested actions. */
export function toActivity({ references, suggestions, note, ...reply }: Reply): Activity {
  const sources = references.map(({ label }, index) => `[${index + 1}] ${escapeMarkdown(label)}`)
  const list = fill(words.bot.references, { list: sources.join('; ') })
  const text = note === undefined ? reply.text : `${reply.text}\n\n${note}`
  const actions = suggestions.map((title) => ({ type: ActionTypes.ImBack, title, value: title }))
  return {
    type: ActivityTypes.Message,
    textFormat: TextFormatTypes.Markdown,
    text: sources.length === 0 ? text : `${text}\n\n${list}`,
    ...(actions.length > 0 && { suggestedActions: { actions, to: [] } }),
  }
}

/** How each channel shows what the bot says, by the id of the channel that an activity came from. */
export class Channels {
  readonly #known: ReadonlyMap<string, Channel>

  constructor(known: Readonly<Record<string, Channel>>) {
    this.#known = new Map(Object.entries(known))
  }

  /** The channel of a turn, where it is one with a face of its own. */
  of({ activity }: TurnContext): Channel | undefined {
    return this.#known.get(activity.channelId)
  }

  /** Writes a reply for the channel and the user of a turn; `answer` is its id where it can be judged. */
  render(context: TurnContext, reply: Reply, answer?: string): readonly Activity[] {
    const to = { user: context.activity.from.id, answer }
    return this.of(context)?.render(reply, to) ?? [toActivity(reply)]
  }
}
