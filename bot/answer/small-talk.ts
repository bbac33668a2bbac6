import type { Knowledge } from '../../knowledge/knowledge.js'
import { answerWords, talk } from '../../prompts/answer-words.js'
import { fill, words } from '../../prompts/words.js'
import type { Unsourced } from './answer.js'

/** Whom a user may ask instead, for what small talk says of the service. */
export interface TurnSettings {
  readonly contact?: string | undefined
}

/** What is said to a topic of small talk; nothing for an id that is none. */
export function smallTalk(
  id: string | undefined,
  { documents: [{ symbol, about }] }: Knowledge,
  { contact }: TurnSettings,
): Unsourced | undefined {
  const topic = id === undefined ? undefined : talk.get(id)
  if (topic === undefined) return undefined
  const text = fill(topic.say, {
    symbol,
    about,
    contact: contact ?? answerWords.contact.nobody,
    examples: words.bot.examples.join(' '),
  })
  const suggestions = words.bot.examples
  return { kind: 'smalltalk', text, language: 'en', suggestions, ranking: [] }
}
