import { BotAdapter, TurnContext, type Activity as SdkActivity } from 'botbuilder'
import type { Activity, Sent } from '../../bot/handler/activity.js'
import type { Bot } from '../../bot/handler/handler.js'
import type { Log } from '../log.js'
import { guardTurns, wasNotKept } from './guard-turns.js'

/** Takes what the bot says in a turn; gives the id under which it is known from then on. */
export type Take = (activity: Activity) => string

const takeKey = Symbol('where the replies of the turn go')

/** Runs turns of the bot for a channel in this process. */
export class LocalAdapter extends BotAdapter {
  readonly #bot: Bot

  constructor(bot: Bot, log: Log) {
    super()
    this.#bot = bot
    guardTurns(this, log)
  }

  /**
   * Runs one turn; what fails in it goes to the log, and an apology to the user.
   *
   * @returns false where something had to be kept and couldn't be, so that it has to be run again
   */
  async turn(activity: Activity, take: Take): Promise<boolean> {
    const context = new TurnContext(this, activity)
    context.turnState.set(takeKey, take)
    await this.runMiddleware(context, (turn) => this.#bot.run(turn))
    return !wasNotKept(context)
  }

  override sendActivities(
    context: TurnContext,
    activities: Partial<SdkActivity>[],
  ): Promise<Sent[]> {
    const take: Take = context.turnState.get(takeKey)
    return Promise.resolve(
      activities.map((one) => ({ id: unseen.has(one.type ?? '') ? '' : take(one) })),
    )
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
}

/** Activities between a bot and its channel, which users don't see. */
const unseen: ReadonlySet<string> = new Set(['invokeResponse', 'trace', 'delay'])
