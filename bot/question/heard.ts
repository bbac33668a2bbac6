import { fold } from '../../knowledge/entities/words.js'
import { talk } from '../../prompts/answer-words.js'

/** What two messages have in common that say the same: their words, whatever case, accents, signs and spaces. */
export function sameSaid(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}

const topics: ReadonlyMap<string, string> = new Map(
  [...talk].flatMap(([id, { heard }]) => heard.map((said) => [sameSaid(said), id] as const)),
)

/** The topic of small talk that a message is word for word, whatever was said before; nothing for any other. */
export function topicHeard(text: string): string | undefined {
  return topics.get(sameSaid(text))
}
