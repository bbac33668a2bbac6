import type { Assistant, Turn } from '../../bot/assistant.js'
import type { Answer } from '../../bot/answer/answer.js'
import type { Expert } from '../../adapters/open-assistant.js'
import { createLibrary } from '../../bot/library.js'
import { createAssistant } from '../../bot/turn.js'
import { openRealKnowledge } from './real-knowledge.js'

/** The product's own assistant over the real model and knowledge, kept in the product's data folder. */
export async function openRealAssistant(): Promise<Expert> {
  const knowledge = await openRealKnowledge()
  return { ...createAssistant(knowledge), ...createLibrary(knowledge) }
}

/** Asks questions one after the other in one conversation and gives the last answer. */
export async function converse(assistant: Assistant, ...questions: string[]): Promise<Answer> {
  const history: Turn[] = []
  let last: Answer | undefined
  for (const question of questions) {
    const { answer, turn } = await assistant.respond(question, history)
    history.push(turn)
    last = answer
  }
  if (!last) throw new Error('Ask at least one question.')
  return last
}

/** An answer's sentences as one text. */
export function textOf(answer: Answer): string {
  return answer.kind === 'answered'
    ? answer.sentences.map(({ text }) => text).join(' ')
    : answer.text
}

/** The paragraphs that an answer cites, each once. */
export function citedIn(answer: Answer): number[] {
  if (answer.kind !== 'answered') return []
  return [
    ...new Set(answer.sentences.flatMap(({ passages }) => passages.map((one) => one.paragraph))),
  ]
}
