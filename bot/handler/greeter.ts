import type { TurnContext } from 'botbuilder'
import { isAmongOthers, placeOf } from './place.js'
import type { Answers } from './answers.js'
import type { Channels } from './channel.js'
import { callsForWelcome, MemoryWelcomes, welcomeOf, type WelcomeStore } from '../welcome.js'

/** Where the welcome is said, and what remembers that it was. */
export interface GreeterParts {
  readonly answers: Answers
  readonly channels: Channels
  /** In memory unless told. */
  readonly welcomes: WelcomeStore | undefined
}

/** Greets who arrives, each conversation once. */
export class Greeter {
  readonly #parts: GreeterParts
  readonly #welcomes: WelcomeStore

  constructor(parts: GreeterParts) {
    this.#parts = parts
    this.#welcomes = parts.welcomes ?? new MemoryWelcomes()
  }

  /** Takes note of who was added, or of the bot's installation. */
  async greet(context: TurnContext): Promise<void> {
    const { membersAdded = [], recipient, from, type, action } = context.activity
    const { answers, channels } = this.#parts
    if (channels.of(context)?.greets === true) return
    const isGroup = isAmongOthers(context)
    const added = membersAdded.map(({ id }) => id)
    const installed = type === 'installationUpdate' && action === 'add'
    const arrival = { isGroup, added, installed, bot: recipient.id }
    if (!callsForWelcome(arrival) || !(await this.#welcomes.isFirst(placeOf(context)))) return
    const isKnown = isGroup && from.id !== recipient.id
    await answers.say(context, welcomeOf(isKnown ? from.name : undefined))
  }

  /** Takes note of who was removed, or of the bot's removal: whoever installs it again is greeted again. */
  async forget(context: TurnContext): Promise<void> {
    const { membersRemoved = [], recipient, type, action } = context.activity
    const isRemoved = type === 'installationUpdate' && action === 'remove'
    // In private the user leaves with the bot, or the bot with the user.
    const hasLeft = membersRemoved.some(({ id }) => id === recipient.id || !isAmongOthers(context))
    if (isRemoved || hasLeft) await this.#welcomes.forget(placeOf(context))
  }
}
