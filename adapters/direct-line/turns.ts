import type { Activity } from 'botbuilder'
import { InOrder } from '../../bot/in-order.js'
import type { Room } from './room.js'
import { RoomAdapter, type RoomAdapterParts } from './room-adapter.js'
import { bot, channelId, stamp } from './stamp.js'
import { without } from './without.js'

/** Runs the bot's turns in the background: one after the other in each conversation. */
export class Turns {
  readonly #log: RoomAdapterParts['log']
  readonly #rooms: RoomAdapterParts['rooms']
  readonly #adapter: RoomAdapter
  readonly #order = new InOrder()
  readonly #running = new Set<Promise<unknown>>()

  constructor(parts: RoomAdapterParts) {
    this.#log = parts.log
    this.#rooms = parts.rooms
    this.#adapter = new RoomAdapter(parts)
  }

  /**
   * Lets the bot hear an activity. Once it has done what that asks for, it is noted as heard; else
   * it is taken up after a restart.
   *
   * @param isAgain whether an earlier process ended before it was done: noted as it begins
   * @returns whether it was done; false where something had to be kept or removed and couldn't be
   */
  run(room: Room, activity: Partial<Activity>, isAgain = false): Promise<boolean> {
    const turn = this.#order
      .run(room.id, async () => {
        if (isAgain) this.#rooms.note(room, 'tried', activity.id ?? '')
        const isDone = await this.#adapter.turn(room, activity)
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

  /** Fulfilled once every turn that has begun is over. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#running)
  }
}
