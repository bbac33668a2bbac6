import { words } from '../prompts/words.js'
import { toPlainReply } from './reply.js'

/** Remembers which conversations were greeted. */
export interface WelcomeStore {
  /** Notes a conversation; false where it was noted before. */
  isFirst(conversation: string): Promise<boolean>
}

/** Greeted conversations in memory: forgotten when the process ends. */
export class MemoryWelcomes implements WelcomeStore {
  readonly #greeted = new Set<string>()

  isFirst(conversation: string): Promise<boolean> {
    const isFirst = !this.#greeted.has(conversation)
    this.#greeted.add(conversation)
    return Promise.resolve(isFirst)
  }
}

/** Somebody who came into a conversation, or the bot's installation there. */
export interface Arrival {
  readonly isGroup: boolean
  /** Ids of who was added; empty for an installation. */
  readonly added: readonly string[]
  readonly installed: boolean
  /** The bot's own id. */
  readonly bot: string
}

/**
 * Whether an arrival calls for a welcome: among others only the bot's own, or every new member of a
 * team would set off another; in private the user's, since the bot may be there before anyone.
 */
export function callsForWelcome({ isGroup, added, installed, bot }: Arrival): boolean {
  if (installed) return true
  return added.some((id) => (id === bot) === isGroup)
}

/** What the bot says on its arrival, with questions to begin with. */
export const welcome = toPlainReply(words.bot.welcome, { suggestions: words.bot.examples })
