import type { InvokeResponse, TurnContext } from 'botbuilder'
import { words } from '../../prompts/words.js'
import { messageIn } from './answers.js'
import { askedIn, placeOf } from './place.js'
import type { FeedbackDesk, Said, Speaker } from '../feedback.js'
import type { Channels } from './channel.js'
import { toPlainReply } from '../reply.js'
import { readComment, readFeedback, readThumb } from '../parse-feedback.js'

/** Takes thumbs and comments in whatever way a channel brings them. */
export class FeedbackTaker {
  readonly #desk: FeedbackDesk
  readonly #channels: Channels

  constructor(desk: FeedbackDesk, channels: Channels) {
    this.#desk = desk
    this.#channels = channels
  }

  /** Takes a thumb of Web Chat, which comes as an event, and asks for words after a thumbs-down. */
  async takeThumb(context: TurnContext): Promise<void> {
    if (context.activity.name !== 'webchat:activity-status/feedback') return
    const thumb = readThumb(context.activity.entities)
    const said = thumb && (await this.#desk.take(speakerIn(context), thumb))
    const form = this.#channels.of(context)?.commentForm
    if (said?.reaction === 'dislike' && said.answer !== undefined && form) {
      await context.sendActivity(form(said.answer))
    }
  }

  /** Takes a submitted card, which comes as a message with a value and no text; false where it is none. */
  async takeComment(context: TurnContext): Promise<boolean> {
    const card: { readonly text?: string; readonly value?: unknown } = context.activity
    const comment = card.text ? undefined : readComment(card.value)
    if (comment === undefined) return false
    const said = await this.#desk.take(speakerIn(context), comment)
    const { thanks, gone } = words.feedback
    const reply = toPlainReply(said === undefined ? gone : thanks)
    await context.sendActivities([...this.#channels.render(context, reply)])
    return true
  }

  /** Answers an invoke with feedback, or one that wants a form for it; undefined where it is neither. */
  async answer(context: TurnContext): Promise<InvokeResponse | undefined> {
    const { name } = context.activity
    const { feedbackForm: form, namesAnswers = false } = this.#channels.of(context) ?? {}
    if (name === 'message/submitAction') {
      const said = saidIn(context)
      const isNamed = namesAnswers && context.activity.replyToId !== undefined
      if (said !== undefined) await this.#desk.take({ ...speakerIn(context), isNamed }, said)
      return { status: said === undefined ? 400 : 200 }
    }
    if (name !== 'message/fetchTask' || form === undefined) return undefined
    const said = saidIn(context)
    return said === undefined ? { status: 400 } : { status: 200, body: form(said) }
  }
}

function speakerIn(context: TurnContext): Speaker {
  const { conversation } = askedIn(context)
  return { place: placeOf(context), conversation, delivery: messageIn(context) }
}

/** Teams names the answer beside the value; what our own form names inside counts where it doesn't. */
function saidIn({ activity: { value, replyToId: answer } }: TurnContext): Said | undefined {
  const read = readFeedback(value)
  return read && { ...read, ...(answer !== undefined && { answer }) }
}
