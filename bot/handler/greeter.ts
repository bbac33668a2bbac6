import type { TurnContext } from 'botbuilder'
import { isAmongOthers, placeOf } from './place.js'
import type { Answers } from './answers.js'
import type { Channels } from './channel.js'
import type { KeyedStore } from '../keyed-store.js'
import { callsForWelcome, welcomeOf } from '../welcome.js'

/** Where the welcome is said, and what remembers that it was. */
export interface GreeterParts {
  readonly answers: Answers
  readonly channels: Channels
  /** The conversations that were greeted. */
  readonly welcomed: KeyedStore<true>
}

/** Greets who arrives, each conversation once. */
export class Greeter {
  readonly #parts: GreeterParts

  constructor(parts: GreeterParts) {
    this.#parts = parts
  }

  /** Takes note of who was added, or of the bot's installation. */
  async greet(context: TurnContext): Promise<void> {
    const { membersAdded = [], recipient, from, type, action } = context.activity
    const { answers, channels, welcomed } = this.#parts
    if (channels.of(context)?.greets === true) return
    const isGroup = isAmongOthers(context)
    const added = membersAdded.map(({ id }) => id)
    const installed = type === 'installationUpdate' && action === 'add'
    const arrival = { isGroup, added, installed, bot: recipient.id }
    const place = placeOf(context)
    if (!callsForWelcome(arrival) || !(await welcomed.putIfAbsent(place, true, [place]))) return
    const isKnown = isGroup && from.id !== recipient.id
    await answers.say(context, welcomeOf(isKnown ? from.name : undefined))
  }

  /** Takes note of who was removed, or of the bot's removal: whoever installs it again is greeted again. */
  async forget(context: TurnContext): Promise<void> {
    const { membersRemoved = [], recipient, type, action } = context.activity
    const isRemoved = type === 'installationUpdate' && action === 'remove'
    // In private the user leaves with the bot, or the bot with the user.
    const hasLeft = membersRemoved.some(({ id }) => id === recipient.id || !isAmongOthers(context))
    if (isRemoved || hasLeft) await this.#parts.welcomed.delete(placeOf(context))
  }
}
