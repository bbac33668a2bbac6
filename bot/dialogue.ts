import { fill, words } from '../prompts/words.js'
import type { Answer } from './answer/answer.js'
import type { Assistant, Turn } from './assistant.js'
import type { Incoming } from './body.js'
import { toCitation } from './citation.js'
import {
  around,
  changeTurns,
  type Change,
  type ConversationStore,
  type Exchange,
  type Remembered,
} from './conversations.js'
import { InOrder } from './in-order.js'
import { escapeMarkdown } from './markdown.js'
import { readMessage, type Asking, type Message } from './message.js'
import type { Reference } from './references.js'
import { toPlainReply, toReply, toSources, type Reply } from './reply.js'
import { noTranscripts, type Transcripts } from './transcripts.js'
import { limits } from './limits.js'

/** What the bot is made of. */
export interface BotParts {
  readonly assistant: Assistant
  readonly conversations: ConversationStore
  /** What the channels keep of their conversations themselves; nothing unless told. */
  readonly transcripts?: Transcripts | undefined
  /** Characters of a message that are read; a longer one is refused. 2,000 unless told. */
  readonly maxMessageLength?: number
  /** Whom a user may ask instead where the report doesn't say; nobody is named unless told. */
  readonly contact?: string | undefined
}

/** A message, by the conversation it belongs to and its id there, where it has one. */
export interface Asked {
  /** Whose memory it joins: that of one person, also where others are in the conversation. */
  readonly conversation: string
  readonly message?: string | undefined
}

/** A message, and whether another one has come since. */
type Awaited = Asked & { readonly signal: AbortSignal }

type Unlooked = Exclude<Message, { kind: 'question' | 'not-addressed' }>

/** Takes one message after the other of each conversation, whatever the channel. */
export class Dialogue {
  readonly #parts: BotParts & { readonly maxMessageLength: number }
  // So that one who asks twice is answered in order; the store itself lets nothing be overwritten.
  readonly #turns = new InOrder()

  constructor(parts: BotParts) {
    this.#parts = { maxMessageLength: limits.message.characters, ...parts }
  }

  /**
   * Answers one message; one that was answered before is answered anew, in its place, and
   * forgotten where it asks nothing any more.
   *
   * @param busy called when an answer has to be looked up, so that the channel can say so
   * @returns undefined where the message isn't meant for the bot
   */
  async take(
    asked: Asked,
    incoming: Incoming,
    busy: () => Promise<unknown>,
  ): Promise<Reply | undefined> {
    const message = readMessage(incoming, this.#parts.maxMessageLength)
    const { conversation } = asked
    if (message.kind !== 'question') {
      return this.#turns.run(conversation, async () => {
        await this.#drop(asked)
        if (message.kind === 'not-addressed') return undefined
        return this.#withoutLookingUp(conversation, message)
      })
    }
    // Outside the turn: a channel that is slow to take the sign holds up no later message.
    const sign = busy()
    const [reply] = await Promise.all([
      this.#turns.run(conversation, (signal) => this.#lookUp({ ...asked, signal }, message)),
      sign,
    ])
    return reply
  }

  /** Forgets a turn whose message its author deleted, so that no later one leans on it. */
  async forget(asked: Asked): Promise<void> {
    await this.#turns.run(asked.conversation, () => this.#drop(asked))
  }

  /** Forgets a conversation; gives the ids of the messages that were remembered. */
  async forgetAll(conversation: string): Promise<readonly string[]> {
    const { transcripts = noTranscripts } = this.#parts
    const { exchanges } = await this.#change(conversation, () => [])
    const said = await transcripts.forget(conversation)
    return [...new Set([...exchanges.flatMap(({ message = [] }) => message), ...said])]
  }

  async #drop({ conversation, message }: Asked): Promise<void> {
    if (message === undefined) return
    const isMeant = (exchange: Exchange) => exchange.message === message
    const known = await this.#parts.conversations.read(conversation)
    if (!known.exchanges.some(isMeant)) return
    const without: Change = (exchanges) => exchanges.filter((exchange) => !isMeant(exchange))
    await this.#change(conversation, without, known)
  }

  #change(id: string, change: Change, seen?: Remembered): Promise<Remembered> {
    return changeTurns({ store: this.#parts.conversations, id }, change, seen)
  }

  async #lookUp({ conversation, message, signal }: Awaited, asking: Asking): Promise<Reply> {
    const { assistant, conversations } = this.#parts
    const known = await conversations.read(conversation)
    const { before } = around(known.exchanges, message)
    const { text, quoted, leftOut = false } = asking
    // Who says something else waits no longer for what a model still writes.
    const asker = { person: conversation, signal }
    const { answer, turn } = await assistant.respond(text, [...before, ...turnsOf(quoted)], asker)
    const reply = toReply(answer)
    const exchange = { ...turn, references: reply.references, ...(message && { message }) }
    await this.#change(conversation, (all) => inPlace(exchange, around(all, message)), known)
    const isRefused = answer.kind === 'not-found'
    const isJudged = answer.kind === 'answered' || isRefused
    const advice = isRefused ? this.#adviceFor(answer) : []
    const notes = leftOut ? [words.bot.leftOut, ...advice] : advice
    return {
      ...reply,
      ...(notes.length > 0 && { note: notes.join(' ') }),
      ...(isRefused && { nearest: answer.ranking.slice(0, limits.ranked.nearest) }),
      ...(isJudged && { question: text }),
    }
  }

  /** What to do where the report doesn't say. */
  #adviceFor({ language }: Answer): string[] {
    // Other words help where the words were understood.
    if (language !== 'en') return []
    const { contact } = this.#parts
    const { tryAgain, askInstead } = words.bot
    return contact === undefined ? [tryAgain] : [tryAgain, fill(askInstead, { contact })]
  }

  async #withoutLookingUp(id: string, message: Unlooked) {
    const { bot } = words
    switch (message.kind) {
      case 'help':
        return toPlainReply(bot.help, { suggestions: bot.examples })
      case 'sources':
        return this.#ofLastAnswer(id, toSources, bot.noSources)
      case 'cite':
        return this.#ofLastAnswer(id, toCitationReply, bot.noCitation)
      case 'forget':
        return { ...toPlainReply(message.reply), forgotten: await this.forgetAll(id) }
      case 'no-text':
        return toPlainReply(bot.noText)
      case 'empty': {
        const text = fill(bot.empty, { example: bot.examples[0] ?? '' })
        return toPlainReply(text, { suggestions: bot.examples })
      }
      case 'too-long': {
        const limit = grouped(this.#parts.maxMessageLength)
        return toPlainReply(fill(bot.tooLong, { length: grouped(message.length), limit }))
      }
    }
  }

  async #ofLastAnswer(
    id: string,
    show: (references: readonly Reference[]) => Reply,
    none: string,
  ): Promise<Reply> {
    const { exchanges } = await this.#parts.conversations.read(id)
    // Small talk and refusals rest on nothing: the answer before them is meant.
    const last = exchanges.findLast(({ references }) => references.length > 0)
    const references = last?.references ?? []
    return references.length === 0 ? toPlainReply(none) : show(references)
  }
}

function inPlace(one: Exchange, { before, after }: ReturnType<typeof around>): Exchange[] {
  return [...before, one, ...after]
}

/** A question that leans on something leans on what is quoted above it. */
function turnsOf(quoted?: string): Turn[] {
  if (quoted === undefined) return []
  return [{ question: quoted, explicit: quoted, places: [], told: [] }]
}

function toCitationReply(references: readonly Reference[]): Reply {
  return toPlainReply(`${words.bot.cite}\n\n${escapeMarkdown(toCitation(references))}`)
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}
