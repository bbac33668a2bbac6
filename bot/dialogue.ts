import { fill, words } from '../prompts/words.js'
import type { Assistant } from './assistant.js'
import { toCitation } from './citation.js'
import type { ConversationStore } from './conversations.js'
import { InOrder } from './in-order.js'
import { escapeMarkdown } from './markdown.js'
import { readMessage, type Incoming, type Message } from './message.js'
import type { Reference } from './references.js'
import { toReply, toSources, type Reply } from './reply.js'

/** What the bot is made of. */
export interface BotParts {
  readonly assistant: Assistant
  readonly conversations: ConversationStore
  /** Characters of a message that are read; a longer one is refused. 2,000 unless told. */
  readonly maxMessageLength?: number
}

/** Takes one message after the other of each conversation, whatever the channel. */
export class Dialogue {
  readonly #parts: Required<BotParts>
  readonly #turns = new InOrder()

  constructor(parts: BotParts) {
    this.#parts = { maxMessageLength: 2000, ...parts }
  }

  /**
   * Answers one message.
   *
   * @param id the conversation it belongs to
   * @param busy called when an answer has to be looked up, so that the channel can say so
   */
  async take(id: string, incoming: Incoming, busy: () => Promise<unknown>): Promise<Reply> {
    const message = readMessage(incoming, this.#parts.maxMessageLength)
    if (message.kind !== 'question') {
      return this.#turns.run(id, () => this.#withoutLookingUp(id, message))
    }
    // Outside the turn: a channel that is slow to take the sign holds up no later message.
    const sign = busy()
    const [reply] = await Promise.all([
      this.#turns.run(id, () => this.#lookUp(id, message.text)),
      sign,
    ])
    return reply
  }

  async #lookUp(id: string, text: string): Promise<Reply> {
    const { assistant, conversations } = this.#parts
    const history = await conversations.load(id)
    const { answer, turn } = await assistant.respond(text, history)
    const reply = toReply(answer)
    await conversations.save(id, [...history, { ...turn, references: reply.references }])
    return reply
  }

  async #withoutLookingUp(id: string, message: Exclude<Message, { kind: 'question' }>) {
    const { bot } = words
    switch (message.kind) {
      case 'help':
        return said(bot.help, bot.examples)
      case 'sources':
        return this.#ofLastAnswer(id, toSources, bot.noSources)
      case 'cite':
        return this.#ofLastAnswer(id, toCitationReply, bot.noCitation)
      case 'no-text':
        return said(bot.noText)
      case 'empty':
        return said(fill(bot.empty, { example: bot.examples[0] ?? '' }), bot.examples)
      case 'too-long': {
        const limit = grouped(this.#parts.maxMessageLength)
        return said(fill(bot.tooLong, { length: grouped(message.length), limit }))
      }
    }
  }

  async #ofLastAnswer(
    id: string,
    show: (references: readonly Reference[]) => Reply,
    none: string,
  ): Promise<Reply> {
    const history = await this.#parts.conversations.load(id)
    const references = history.at(-1)?.references ?? []
    return references.length === 0 ? said(none) : show(references)
  }
}

function toCitationReply(references: readonly Reference[]): Reply {
  return said(`${words.bot.cite}\n\n${escapeMarkdown(toCitation(references))}`)
}

function said(text: string, suggestions: readonly string[] = []): Reply {
  return { text, references: [], suggestions }
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}
