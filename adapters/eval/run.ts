import type { Assistant } from '../../bot/assistant.js'
import { Conversation } from '../cli/conversation.js'
import { toTranscript, type Transcript } from '../transcript.js'
import type { Measures } from './measures.js'
import type { EvalQuestion } from './questions.js'
import { score } from './score.js'

/** A question, its answer, what is measured of it and how long it took. */
export interface Scored {
  readonly question: EvalQuestion
  readonly answer: Transcript
  readonly measures: Measures
  /** Milliseconds for the question itself, without those that came before it. */
  readonly ms: number
}

/** Asks every question, each in a conversation of its own, and measures the answers. */
export async function run(
  assistant: Assistant,
  questions: readonly EvalQuestion[],
  limit: number,
): Promise<Scored[]> {
  const scored: Scored[] = []
  for (const question of questions) {
    const conversation = new Conversation(assistant, limit)
    for (const earlier of question.context) await conversation.say(earlier)
    const start = performance.now()
    const said = await conversation.say(question.question)
    const ms = performance.now() - start
    const answer = toTranscript(question.id, said)
    scored.push({ question, answer, measures: score(question, answer), ms })
  }
  return scored
}
