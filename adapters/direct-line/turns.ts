import type { Activity } from '../../bot/handler/activity.js'
import type { Bot } from '../../bot/handler/handler.js'
import { InOrder } from '../../bot/in-order.js'
import { LocalAdapter } from '../bot-framework/local-adapter.js'
import type { Log } from '../log.js'
import type { TurnQueue } from '../turn-queue.js'
import type { Room } from './room.js'
import type { Rooms } from './rooms.js'
import { bot, channelId, stamp } from './stamp.js'
import { without } from './without.js'

/** Whose turns are run, and where its replies go. */
export interface TurnsParts {
  readonly bot: Bot
  readonly rooms: Rooms
  readonly log: Log
  /** As in TurnQueue; nothing is refused unless told. */
  readonly refusal?: TurnQueue['refusal']
}

/** Runs the bot's turns in the background: one after the other in each conversation. */
export class Turns {
  readonly #log: Log
  readonly #rooms: Rooms
  readonly #adapter: LocalAdapter
  readonly #order = new InOrder()
  readonly #running = new Set<Promise<unknown>>()

  constructor({ bot: made, rooms, log }: TurnsParts) {
    this.#log = log
    this.#rooms = rooms
    this.#adapter = new LocalAdapter(made, log)
  }

  /**
   * Lets the bot hear an activity. Once it has done what that asks for, it is noted as heard; else
   * it is taken up after a restart.
   *
   * @param isAgain whether an earlier process ended before it was done: noted as it begins
   * @returns whether it was done; false where something had to be kept or removed and couldn't be
   */
  run(room: Room, activity: Activity, isAgain = false): Promise<boolean> {
    const turn = this.#order
      .run(room.id, async () => {
        if (isAgain) this.#rooms.note(room, 'tried', activity.id ?? '')
        const isDone = await this.#adapter.turn(activity, (reply) => this.#show(room, reply))
        if (isDone && activity.id !== undefined) this.#rooms.note(room, 'heard', activity.id)
        return isDone
      })
      .catch((err: unknown) => {
        this.#log.error({ err, channelId }, 'turn failed')
        return false
      })
      .finally(() => this.#running.delete(turn))
    this.#running.add(turn)
    return turn
  }

  /** Lets the bot hear that the user came; users never see that activity. */
  greet(room: Room, locale?: string): void {
    const membersAdded = [{ id: room.user, name: '' }, bot]
    const joined = { type: 'conversationUpdate', membersAdded, ...(locale && { locale }) }
    const update = stamp(joined, room, { id: '', sequence: 0, from: 'user' })
    // With an id the reply would refer to it, and the client wait for what it never sees.
    void this.run(room, without(update, 'id'))
  }

  #show(room: Room, reply: Activity): string {
    if (reply.type === 'typing') return room.mention(reply, 'bot')
    return this.#rooms.say(room, reply, 'bot')?.id ?? ''
  }

  /** Fulfilled once every turn that has begun is over. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#running)
  }
}
