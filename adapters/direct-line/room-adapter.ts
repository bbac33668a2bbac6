import {
  BotAdapter,
  TurnContext,
  type Activity,
  type ActivityHandler,
  type ResourceResponse,
} from 'botbuilder'
import { guardTurns, wasNotKept } from '../bot-framework/guard-turns.js'
import type { Log } from '../log.js'
import type { TurnQueue } from '../turn-queue.js'
import type { Room } from './room.js'
import type { Rooms } from './rooms.js'

/** What the adapter leads to. */
export interface RoomAdapterParts {
  readonly bot: Pick<ActivityHandler, 'run'>
  readonly rooms: Rooms
  readonly log: Log
  /** As in TurnQueue; nothing is refused unless told. */
  readonly refusal?: TurnQueue['refusal']
}

const roomKey = Symbol('the room of the turn')

/** Runs the bot's turns in this process: its replies go into the conversation they belong to. */
export class RoomAdapter extends BotAdapter {
  readonly #parts: RoomAdapterParts

  constructor(parts: RoomAdapterParts) {
    super()
    this.#parts = parts
    guardTurns(this, parts.log)
  }

  /**
   * Runs one turn; what fails in it goes to the log, and an apology to the user.
   *
   * @returns false where something had to be kept and couldn't be, so that it has to be run again
   */
  async turn(room: Room, activity: Partial<Activity>): Promise<boolean> {
    const context = new TurnContext(this, activity)
    context.turnState.set(roomKey, room)
    await this.runMiddleware(context, (turn) => this.#parts.bot.run(turn))
    return !wasNotKept(context)
  }

  override sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const room: Room = context.turnState.get(roomKey)
    return Promise.resolve(activities.map((activity) => ({ id: this.#send(room, activity) })))
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('Direct Line: a sent activity can’t be changed. Send another.'))
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('Direct Line: a sent activity can’t be deleted.'))
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(new Error('Direct Line: the bot speaks only when it is spoken to.'))
  }

  #send(room: Room, activity: Partial<Activity>): string {
    if (unseen.has(activity.type ?? '')) return ''
    if (activity.type === 'typing') return room.mention(activity, 'bot')
    return this.#parts.rooms.say(room, activity, 'bot')?.id ?? ''
  }
}

/** Activities between a bot and its channel, which users don't see. */
const unseen: ReadonlySet<string> = new Set(['invokeResponse', 'trace', 'delay'])
