import { setTimeout as wait } from 'node:timers/promises'
import type { Activity, Sent, Turn } from '../../bot/handler/activity.js'
import { teamsWords } from '../../prompts/teams/teams-words.js'
import type { Log } from '../log.js'

/** How a slow answer is announced. */
export interface SignSettings {
  readonly log: Log
  /** Milliseconds that an answer may take before it is announced; 1,000 unless told. */
  readonly patienceMs?: number
  /** Milliseconds between two requests of one stream, of which Teams takes one a second; 1,000 unless told. */
  readonly restMs?: number
}

type Send = () => Promise<Sent[]>

/**
 * Makes the sign that an answer is being looked up. In a private chat it is the first update of a
 * stream, which the answer then ends; among others, where Teams takes no streams, it is a typing
 * sign. An answer that comes in time is announced by nothing.
 */
export function signAfterAWhile(settings: SignSettings): (turn: Turn) => Promise<void> {
  return (turn) => {
    // Replies that go back in the response can’t come before the answer does.
    if (turn.activity.deliveryMode === 'expectReplies') return Promise.resolve()
    const stream = new Stream(turn, settings)
    turn.onSendActivities((_, activities, send) => stream.pass(activities, send))
    return Promise.resolve()
  }
}

/** The stream of one turn: perhaps an update, and the message that ends it. */
class Stream {
  readonly #turn: Turn
  readonly #settings: Required<SignSettings>
  readonly #timer: NodeJS.Timeout
  #update: Promise<string | undefined> = Promise.resolve(undefined)
  #rest: Promise<unknown> = Promise.resolve()
  #ended = false
  #stopped = false

  constructor(turn: Turn, settings: SignSettings) {
    this.#turn = turn
    this.#settings = { patienceMs: 1000, restMs: 1000, ...settings }
    this.#timer = setTimeout(() => {
      this.#update = this.#announce()
    }, this.#settings.patienceMs)
  }

  /** Sends activities; the first message ends the stream, whatever it says. */
  async pass(activities: Activity[], send: Send): Promise<Sent[]> {
    const message = activities.find(({ type }) => type === 'message')
    if (message === undefined) return this.#tried(send)
    if (this.#ended) return this.#stopped ? [] : send()
    this.#ended = true
    clearTimeout(this.#timer)
    const id = await this.#update
    if (id === undefined) return send()
    await this.#rest
    const plain = { ...message }
    Object.assign(message, ending(message, id))
    try {
      return await send()
    } catch (error) {
      Object.assign(
        message,
        { text: undefined, entities: undefined, channelData: undefined },
        plain,
      )
      return this.#mend(error, { ...plain, id }, send)
    }
  }

  /** Teams may end a stream before the bot does: the answer still has to arrive, once. */
  async #mend(err: unknown, message: Activity, send: Send): Promise<Sent[]> {
    const reason = textOf(err)
    this.#settings.log.warn({ err }, 'stream broken')
    this.#stopped = /cancell?ed by user/i.test(reason)
    if (this.#stopped) return []
    const { id } = message
    const isOver = /exceeded streaming time/i.test(reason) && id !== undefined
    return isOver && (await this.#replaced(message)) ? [{ id }] : send()
  }

  /** Puts the answer in the place of a stream that is over; false where Teams takes that no more either. */
  async #replaced(message: Activity): Promise<boolean> {
    try {
      await this.#turn.updateActivity(message)
      return true
    } catch (err) {
      this.#settings.log.warn({ err }, 'stream not replaced')
      return false
    }
  }

  async #announce(): Promise<string | undefined> {
    const isPrivate = this.#turn.activity.conversation?.conversationType === 'personal'
    this.#rest = wait(this.#settings.restMs)
    const sent = await this.#turn.sendActivity(isPrivate ? update : { type: 'typing' })
    return isPrivate ? sent?.id : undefined
  }

  /** What only announces the answer may fail: the answer comes all the same. */
  async #tried(send: Send): Promise<Sent[]> {
    try {
      return await send()
    } catch (err) {
      this.#settings.log.warn({ err }, 'answer not announced')
      return []
    }
  }
}

/** What makes a message the end of a stream, which has a text even where the message is a card. */
function ending(message: Activity, streamId: string): Activity {
  const { entities = [], text = message.summary ?? '' } = message
  const data: unknown = message.channelData
  const final = { streamType: 'final', streamId }
  return {
    text,
    entities: [...entities, { type: 'streaminfo', ...final }],
    channelData: { ...(typeof data === 'object' ? data : {}), ...final },
  }
}

const beginning = { streamType: 'informative', streamSequence: 1 }
const update: Activity = {
  type: 'typing',
  text: teamsWords.stream.looking,
  entities: [{ type: 'streaminfo', ...beginning }],
  channelData: beginning,
}

/** The connector’s errors carry what Teams said in their body. */
function textOf(error: unknown): string {
  const body = error instanceof Error && 'body' in error ? JSON.stringify(error.body) : ''
  return `${String(error)} ${body}`
}
