import { createHash, randomUUID } from 'node:crypto'
import type { Activity, Middleware, TurnContext } from 'botbuilder'
import type { KeyedStore } from '../../bot/keyed-store.js'
import type { Log } from '../log.js'

/** How far a delivery came. */
export interface Delivery {
  /** The process that took it. */
  readonly by: string
  /** Whether its turn is over. */
  readonly isDone: boolean
}

/**
 * Lets each delivery through once, also over a restart: a channel that waited too long for an answer
 * (Teams: 15 s) delivers again, with the same ids, and so does who replays a request. What a process
 * took that ended before the turn was over is taken up by the next, or nobody would answer it.
 */
export class Deliveries implements Middleware {
  readonly #seen: KeyedStore<Delivery>
  readonly #log: Log
  readonly #by = randomUUID()

  constructor(seen: KeyedStore<Delivery>, log: Log) {
    this.#seen = seen
    this.#log = log
  }

  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const key = keyOf(context.activity)
    if (key === undefined) return next()
    if (await this.#take(key)) {
      try {
        await next()
        return
      } finally {
        await this.#seen.put(key, { by: this.#by, isDone: true })
      }
    }
    const { type, channelId } = context.activity
    this.#log.debug({ type, channelId }, 'delivered before')
    if (type === 'invoke') await context.sendActivity({ type: 'invokeResponse', value: done })
  }

  async #take(key: string): Promise<boolean> {
    const mine = { by: this.#by, isDone: false }
    if (await this.#seen.putIfAbsent(key, mine)) return true
    const before = await this.#seen.get(key)
    if (before === undefined || before.isDone || before.by === this.#by) return false
    // Of several that come again at once one takes it up: the one that lets go of what was left.
    return (await this.#seen.delete(key)) && (await this.#seen.putIfAbsent(key, mine))
  }
}

const done = { status: 200 }

/** Undefined where a second delivery does no harm: it has no id, or its answer goes back in the response. */
function keyOf(activity: Activity): string | undefined {
  const { channelId, conversation, type, id, name, deliveryMode, timestamp } = activity
  if (!id || deliveryMode === 'expectReplies') return undefined
  if (type === 'invoke' && name !== 'message/submitAction') return undefined
  // Every edit and deletion of a message bears the message's id.
  const moment = type === 'messageUpdate' || type === 'messageDelete' ? timestamp : undefined
  const parts = JSON.stringify([channelId, conversation.id, type, id, moment])
  return createHash('sha256').update(parts).digest('base64url')
}
