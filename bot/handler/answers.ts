import { randomUUID } from 'node:crypto'
import type { TurnContext } from 'botbuilder'
import type { PassageId } from '../../knowledge/citation/passage.js'
import { askedIn, isAmongOthers, placeOf } from './place.js'
import type { Activity } from './activity.js'
import { signAtOnce, type Channels } from './channel.js'
import { BoundedMap } from '../bounded-map.js'
import { Dialogue, type BotParts } from '../dialogue.js'
import type { FeedbackDesk, FeedbackStore, Given } from '../feedback.js'
import type { MissStore } from '../misses.js'
import type { Reply } from '../reply.js'

/** Replies whose message may still be edited or deleted. */
const remembered = 5000

/** What answers are made of, shown by and kept in. */
export interface AnswerParts extends BotParts {
  readonly desk: FeedbackDesk
  readonly channels: Channels
  readonly feedback: FeedbackStore
  readonly misses: MissStore
}

/** Answers messages, answers edited ones anew in their place, and forgets deleted ones. */
export class Answers {
  readonly #dialogue: Dialogue
  readonly #desk: FeedbackDesk
  readonly #channels: Channels
  readonly #kept: Pick<AnswerParts, 'feedback' | 'misses'>
  /** The reply to each message. */
  readonly #replies = new BoundedMap<Sent>(remembered)
  /** The taps that were offered last in each conversation. */
  readonly #offered = new BoundedMap<readonly string[]>(remembered)

  constructor({ desk, channels, feedback, misses, ...parts }: AnswerParts) {
    this.#dialogue = new Dialogue(parts)
    this.#desk = desk
    this.#channels = channels
    this.#kept = { feedback, misses }
  }

  /** Answers a message, or one that was edited. */
  async answer(context: TurnContext): Promise<void> {
    const busy = () => {
      // What was answered before an edit stands until the new answer takes its place.
      if (context.activity.type === 'messageUpdate') return Promise.resolve()
      return (this.#channels.of(context)?.sign ?? signAtOnce)(context)
    }
    const reply = await this.#dialogue.take(askedIn(context), this.#incoming(context), busy)
    this.#release(context)
    if (context.activity.type === 'messageUpdate')
      await this.#kept.misses.forget(messageIn(context))
    if (reply === undefined) return
    if (reply.forgotten) await this.#forgetOwner(context, reply.forgotten)
    const given = givenIn(context, reply)
    const id = given && randomUUID()
    if (given && id) this.#desk.remember(id, given)
    if (given && reply.nearest) await this.#kept.misses.add({ ...missIn(given), reason: 'refused' })
    const sent = await this.say(context, reply, id)
    if (given && sent[0] !== undefined) this.#desk.remember(sent[0], given)
    if (context.activity.id) this.#replies.set(messageIn(context), { sent, answer: id })
  }

  /**
   * Sends a reply, or puts it in the place of the one to the same message before its edit.
   *
   * @param answer the answer's id, where readers may judge it
   * @returns the ids that the channel gave its messages
   */
  async say(context: TurnContext, reply: Reply, answer?: string): Promise<string[]> {
    this.#offered.set(placeOf(context), reply.suggestions)
    const messages = this.#channels.render(context, reply, answer)
    const isEdit = context.activity.type === 'messageUpdate'
    const before = isEdit ? (this.#replies.get(messageIn(context))?.sent ?? []) : []
    return replace(context, before, messages)
  }

  /** Forgets a deleted message: no later question leans on it, and nothing is kept of it. */
  async forget(context: TurnContext): Promise<void> {
    await this.#dialogue.forget(askedIn(context))
    this.#release(context)
    await this.#kept.feedback.forget(messageIn(context))
    await this.#kept.misses.forget(messageIn(context))
  }

  /** Forgets whatever is kept of a conversation, or of one person among others. */
  async forgetAll(context: TurnContext): Promise<void> {
    await this.#forgetOwner(context, await this.#dialogue.forgetAll(askedIn(context).conversation))
  }

  async #forgetOwner(context: TurnContext, messages: readonly string[]): Promise<void> {
    const { feedback, misses } = this.#kept
    await feedback.forget(askedIn(context).conversation)
    for (const id of messages) await misses.forget(`${placeOf(context)}/${id}`)
  }

  /** Lets go of the answer that a message had before it was edited or deleted: it is judged no more. */
  #release(context: TurnContext): void {
    const { sent = [], answer = '' } = this.#replies.get(messageIn(context)) ?? {}
    for (const id of [...sent, answer]) this.#desk.forget(id)
  }

  #incoming(context: TurnContext) {
    const { text, textFormat: format, attachments, entities, recipient } = context.activity
    return {
      text,
      format,
      attachments,
      submitted: Boolean(context.activity.value),
      entities,
      bot: recipient.id,
      isGroup: isAmongOthers(context),
      offered: this.#offered.get(placeOf(context)) ?? [],
    }
  }
}

/** A reply by the ids of its messages in the channel, and as readers judge it. */
interface Sent {
  readonly sent: readonly string[]
  readonly answer: string | undefined
}

/**
 * Puts messages in the place of earlier ones, sends those beyond, and takes away what is left over.
 * Where one is no longer there, it and all behind it are sent anew, so that they keep their order.
 */
async function replace(
  context: TurnContext,
  before: readonly string[],
  messages: readonly Activity[],
): Promise<string[]> {
  const sent: string[] = []
  const left = [...before]
  let isInPlace = true
  for (const message of messages) {
    const known: string | undefined = isInPlace ? left.shift() : undefined
    const isThere: boolean =
      known !== undefined && (await isFound(context.updateActivity({ ...message, id: known })))
    isInPlace &&= isThere
    const id = isThere ? known : (await context.sendActivity(message))?.id
    if (id !== undefined) sent.push(id)
  }
  for (const id of left) await isFound(context.deleteActivity(id))
  return sent
}

/** Whether something could be done with a sent message; people and retention policies delete some. */
async function isFound(task: Promise<unknown>): Promise<boolean> {
  try {
    await task
    return true
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return false
    throw error
  }
}

/** A message, by the place it was sent to and its id there. */
export function messageIn(context: TurnContext): string {
  return `${placeOf(context)}/${context.activity.id ?? ''}`
}

/** What there is to judge; nothing where a reply is no answer. */
function givenIn(context: TurnContext, reply: Reply): Given | undefined {
  const { question, text: answer, references, nearest } = reply
  if (question === undefined) return undefined
  return {
    place: placeOf(context),
    conversation: askedIn(context).conversation,
    question,
    answer,
    places: (nearest ?? references).map(placeIn),
    channel: channelOf(context.activity),
    message: messageIn(context),
  }
}

/** Where a reference points, without what stands there. */
function placeIn({ document, paragraph, subparagraph }: PassageId): PassageId {
  return { document, paragraph, ...(subparagraph !== undefined && { subparagraph }) }
}

/** The SDK's type says that every activity names its channel; not every client does. */
function channelOf({ channelId }: { readonly channelId?: string }): string {
  return channelId ?? 'unknown'
}

function missIn({ question, answer, places, channel, message }: Given) {
  return { question, answer, places, channel, message }
}
