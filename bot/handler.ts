import { randomUUID } from 'node:crypto'
import { TeamsActivityHandler, type InvokeResponse, type TurnContext } from 'botbuilder'
import { words } from '../prompts/words.js'
import { toActivity, typing, type Channel } from './activity.js'
import { Dialogue, type BotParts } from './dialogue.js'
import { FeedbackDesk, MemoryFeedback, type FeedbackStore } from './feedback.js'
import type { Reply } from './reply.js'

/** What the handler needs beside the dialogue; all of it can be left out. */
export interface HandlerParts extends BotParts {
  /** How each channel shows replies, by channel id; others get plain Markdown. */
  readonly channels?: Readonly<Record<string, Channel>>
  /** Where thumbs and comments are kept; in memory unless told. */
  readonly feedback?: FeedbackStore
}

/** Takes the activities of every channel: greets who joins, answers messages, takes feedback. */
export class ReportBot extends TeamsActivityHandler {
  readonly #dialogue: Dialogue
  readonly #desk: FeedbackDesk
  readonly #channels: ReadonlyMap<string, Channel>

  constructor({ channels = {}, feedback = new MemoryFeedback(), ...parts }: HandlerParts) {
    super()
    this.#dialogue = new Dialogue(parts)
    this.#desk = new FeedbackDesk(feedback)
    this.#channels = new Map(Object.entries(channels))
    this.onMessage(async (context, next) => {
      if (!(await this.#takeComment(context))) await this.#answer(context)
      await next()
    })
    this.onMembersAdded(async (context, next) => {
      await this.#welcome(context)
      await next()
    })
    this.onEvent(async (context, next) => {
      await this.#takeThumb(context)
      await next()
    })
  }

  /** No invoke is known yet; the library's own answer, 501, would pass for a fault of the bot. */
  protected override onInvokeActivity(): Promise<InvokeResponse> {
    return Promise.resolve({ status: 404 })
  }

  async #answer(context: TurnContext): Promise<void> {
    const { text, attachments, entities, recipient } = context.activity
    const attached = Boolean(context.activity.value) || Boolean(attachments?.length)
    const incoming = { text, attached, entities, bot: recipient.id }
    let id: string | undefined
    const busy = () => {
      id = randomUUID()
      return context.sendActivity(typing)
    }
    const reply = await this.#dialogue.take(keyOf(context), incoming, busy)
    // Only an answer that was looked up can be judged; help and the like can't.
    if (id !== undefined) this.#desk.remember(id, givenIn(context, reply))
    await context.sendActivity(this.#render(context, reply, id))
  }

  async #welcome(context: TurnContext): Promise<void> {
    const { membersAdded = [], recipient } = context.activity
    if (membersAdded.every(({ id }) => id === recipient.id)) return
    if (this.#channels.get(context.activity.channelId)?.greets === true) return
    const { welcome: text, examples: suggestions } = words.bot
    await context.sendActivity(this.#render(context, { text, references: [], suggestions }))
  }

  async #takeThumb(context: TurnContext): Promise<void> {
    const { name, entities, channelId } = context.activity
    if (name !== 'webchat:activity-status/feedback') return
    const said = await this.#desk.takeThumb(keyOf(context), entities)
    const form = this.#channels.get(channelId)?.commentForm
    if (said?.reaction === 'dislike' && form) await context.sendActivity(form(said.answer))
  }

  /** A card that is submitted comes as a message with a value and no text. */
  async #takeComment(context: TurnContext): Promise<boolean> {
    const card: { readonly text?: string; readonly value?: unknown } = context.activity
    if (card.text || card.value === undefined) return false
    const said = await this.#desk.takeComment(keyOf(context), card.value)
    if (said === undefined) return false
    const { thanks } = words.feedback
    await context.sendActivity(
      this.#render(context, { text: thanks, references: [], suggestions: [] }),
    )
    return true
  }

  #render({ activity }: TurnContext, reply: Reply, id?: string) {
    return (this.#channels.get(activity.channelId)?.render ?? toActivity)(reply, id)
  }
}

/** Conversations of two channels may bear the same id. */
function keyOf({ activity: { channelId, conversation } }: TurnContext): string {
  return `${channelId}/${conversation.id}`
}

function givenIn(context: TurnContext, { references }: Reply) {
  const paragraphs = [...new Set(references.map(({ paragraph }) => paragraph))]
  return { conversation: keyOf(context), question: context.activity.text, paragraphs }
}
