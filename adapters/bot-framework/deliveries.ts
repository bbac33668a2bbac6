import { createHash } from 'node:crypto'
import type { Activity, Middleware, TurnContext } from 'botbuilder'
import { BoundedMap } from '../../bot/bounded-map.js'
import type { Log } from '../log.js'

/** Deliveries that are remembered; channels repeat one within seconds, and tokens last an hour. */
const remembered = 50_000

/**
 * Lets each delivery through once: a channel that waited too long for an answer (Teams: 15 s)
 * delivers again, with the same ids, and so does who replays a request.
 */
export class Deliveries implements Middleware {
  readonly #seen = new BoundedMap<true>(remembered)
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const key = keyOf(context.activity)
    if (key === undefined) return next()
    if (this.#seen.get(key) === undefined) {
      this.#seen.set(key, true)
      return next()
    }
    const { type, channelId } = context.activity
    this.#log.debug({ type, channelId }, 'delivered before')
    if (type === 'invoke') await context.sendActivity({ type: 'invokeResponse', value: done })
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
