import type { TurnContext } from 'botbuilder'
import { isAmongOthers, placeOf } from './place.js'
import type { Answers } from './answers.js'
import type { Channels } from './channels.js'
import { callsForWelcome, MemoryWelcomes, welcome, type WelcomeStore } from '../welcome.js'

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
    const { membersAdded = [], recipient, type, action } = context.activity
    const { answers, channels } = this.#parts
    if (channels.of(context)?.greets === true) return
    const arrival = {
      isGroup: isAmongOthers(context),
      added: membersAdded.map(({ id }) => id),
      installed: type === 'installationUpdate' && action === 'add',
      bot: recipient.id,
    }
    if (!callsForWelcome(arrival) || !(await this.#welcomes.isFirst(placeOf(context)))) return
    await answers.say(context, welcome)
  }
}
