import { ActivityHandler, type InvokeResponse, type TurnContext } from 'botbuilder'
import { Channels, type Channel } from './channel.js'
import type { BotParts } from '../dialogue.js'
import { FeedbackDesk, MemoryFeedback, type FeedbackStore } from '../feedback.js'
import { Answers } from './answers.js'
import { FeedbackTaker } from './feedback-taker.js'
import { Greeter } from './greeter.js'
import { noMisses, type MissStore } from '../misses.js'
import type { WelcomeStore } from '../welcome.js'

/** What the handler needs beside the dialogue; all of it can be left out. */
export interface HandlerParts extends BotParts {
  /** How each channel shows replies, by channel id; others get plain Markdown. */
  readonly channels?: Readonly<Record<string, Channel>>
  /** Where thumbs and comments are kept; in memory unless told. */
  readonly feedback?: FeedbackStore
  /** Where questions that were asked in vain are kept; nowhere unless told. */
  readonly misses?: MissStore
  /** Which conversations were greeted; in memory unless told. */
  readonly welcomes?: WelcomeStore
}

/** The bot, as its turns are run. */
export type Bot = Pick<ReportBot, 'run'>

/** The name of the event with which a channel says that its user wants to be forgotten. */
export const forgetEvent = 'conversation/forget'

/** Leads the activities of every channel to where they belong: greetings, answers, feedback, invokes. */
export class ReportBot extends ActivityHandler {
  readonly #channels: Channels
  readonly #feedback: FeedbackTaker

  constructor({ channels: known = {}, welcomes, ...parts }: HandlerParts) {
    super()
    const { feedback: kept = new MemoryFeedback(), misses = noMisses } = parts
    const desk = new FeedbackDesk({ ...parts, feedback: kept, misses })
    const channels = new Channels(known)
    const feedback = new FeedbackTaker(desk, channels)
    const answers = new Answers({ ...parts, desk, channels, feedback: kept, misses })
    const greeter = new Greeter({ answers, channels, welcomes })
    this.#channels = channels
    this.#feedback = feedback
    const said = async (context: TurnContext) => {
      if (!(await feedback.takeComment(context))) await answers.answer(context)
    }
    this.onMessage(then(said))
    this.onMessageUpdate(then((context) => answers.answer(context)))
    this.onMessageDelete(then((context) => answers.forget(context)))
    this.onMembersAdded(then((context) => greeter.greet(context)))
    this.onInstallationUpdate(then((context) => greeter.greet(context)))
    const happened = (context: TurnContext) =>
      context.activity.name === forgetEvent
        ? answers.forgetAll(context)
        : feedback.takeThumb(context)
    this.onEvent(then(happened))
    this.onMembersRemoved(then((context) => greeter.forget(context)))
    this.onInstallationUpdateRemove(then((context) => greeter.forget(context)))
  }

  /** A channel hears 501 of an invoke that nobody here knows, as the Bot Framework's own bots say it. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    const { name = '' } = context.activity
    const value: unknown = context.activity.value
    const answered = await this.#channels.of(context)?.invoke?.(name, value)
    return answered ?? (await this.#feedback.answer(context)) ?? { status: 501 }
  }
}

function then(handle: (context: TurnContext) => Promise<void>) {
  return async (context: TurnContext, next: () => Promise<void>) => {
    await handle(context)
    await next()
  }
}
