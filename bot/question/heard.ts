import { remembering } from '../../knowledge/entities/remembering.js'
import { fold } from '../../knowledge/entities/words.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { talk } from '../../prompts/answer-words.js'
import { tokensOf } from './place-tokens.js'
import { after, type Group } from './question-words.js'

/** What two messages have in common that say the same: their words, whatever case, accents, signs and spaces. */
export const sameSaid = remembering((text) => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' '))

const topics: ReadonlyMap<string, string> = new Map(
  [...talk].flatMap(([id, { heard }]) => heard.map((said) => [sameSaid(said), id] as const)),
)

/** The topic of small talk that a message is word for word, whatever was said before; nothing for any other. */
export function topicHeard(text: string): string | undefined {
  return topics.get(sameSaid(text))
}

/**
 * Whether a message goes on with what was answered before, and isn't small talk: it asks with words
 * that have no meaning of their own or point back, asks for more or begins with a word that joins; and doesn't speak of who answers.
 */
export function goesOn(text: string): boolean {
  const tokens = tokensOf(text)
  const holds = (group: Group) => tokens.some((_, at) => after(tokens, at, group) !== undefined)
  if (holds('addressing')) return false
  const joined = after(tokens, 0, 'joining')
  const rest = text.slice(tokens[joined ?? 0]?.start)
  if (joined !== undefined && topicHeard(rest) === undefined) return true
  const asks = holds('asking') || after(tokens, 0, 'inverting') !== undefined
  const isBare = termsOf(text).length === 0 || holds('referring')
  return (asks && isBare) || holds('continuing')
}
