import { TeamsActivityHandler, type InvokeResponse, type TurnContext } from 'botbuilder'
import { words } from '../prompts/words.js'
import { toActivity, typing } from './activity.js'
import { Dialogue, type BotParts } from './dialogue.js'

/** Takes the activities of every channel: greets who joins and answers messages. */
export class ReportBot extends TeamsActivityHandler {
  readonly #dialogue: Dialogue

  constructor(parts: BotParts) {
    super()
    this.#dialogue = new Dialogue(parts)
    this.onMessage(async (context, next) => {
      await this.#answer(context)
      await next()
    })
    this.onMembersAdded(async (context, next) => {
      await this.#welcome(context)
      await next()
    })
  }

  /** No invoke is known yet; the library's own answer, 501, would pass for a fault of the bot. */
  protected override onInvokeActivity(): Promise<InvokeResponse> {
    return Promise.resolve({ status: 404 })
  }

  async #answer(context: TurnContext): Promise<void> {
    const { text, attachments, entities, recipient, channelId, conversation } = context.activity
    const attached = Boolean(context.activity.value) || Boolean(attachments?.length)
    const incoming = { text, attached, entities, bot: recipient.id }
    const busy = () => context.sendActivity(typing)
    const reply = await this.#dialogue.take(`${channelId}/${conversation.id}`, incoming, busy)
    await context.sendActivity(toActivity(reply))
  }

  async #welcome(context: TurnContext): Promise<void> {
    const { membersAdded = [], recipient } = context.activity
    if (membersAdded.every(({ id }) => id === recipient.id)) return
    const { welcome: text, examples: suggestions } = words.bot
    await context.sendActivity(toActivity({ text, references: [], suggestions }))
  }
}
