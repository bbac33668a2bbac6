import { fill, words } from '../prompts/words.js'
import { escapeMarkdown } from './markdown.js'
import { toPlainReply, type Reply } from './reply.js'
import { limits } from './limits.js'

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

/**
 * What the bot says on its arrival, with questions to begin with.
 *
 * @param by the name of who added it to a conversation of several people, where that is known
 */
export function welcomeOf(by?: string): Reply {
  const name = (by ?? '').replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim()
  const { welcome, addedBy, examples: suggestions } = words.bot
  const short = Array.from(name).slice(0, limits.cut.name).join('')
  const added = short === '' ? [] : [fill(addedBy, { name: escapeMarkdown(short) })]
  return toPlainReply([welcome, ...added].join('\n\n'), { suggestions })
}
