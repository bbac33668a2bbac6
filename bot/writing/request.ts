import type { Turn } from '../assistant.js'
import { limits } from '../limits.js'
import type { ModelRequest } from './chat-model.js'
import { type Evidence, textOf } from './evidence.js'
import { escapeTags } from './signs.js'

/** Puts a question, what was asked before it and its evidence into the slots of a prompt. */
export function toRequest(
  question: string,
  history: readonly Turn[],
  evidence: readonly Evidence[],
): ModelRequest {
  const earlier = history.filter(({ smallTalk = false }) => !smallTalk).slice(-limits.writing.turns)
  return {
    evidence: textOf(evidence),
    conversation: earlier.map((turn) => `- ${oneLine(turn.question)}`).join('\n') || '-',
    question: oneLine(question),
  }
}

function oneLine(text: string): string {
  return escapeTags(text.replace(/\s+/g, ' ').trim())
}
