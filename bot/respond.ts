import type { Knowledge } from '../knowledge/knowledge.js'
import type { Answer } from './answer.js'
import type { Assistant, Turn } from './assistant.js'
import { compose } from './compose/compose.js'
import { gather } from './evidence.js'
import { type Question, toQuestion } from './question.js'

/** The assistant over a body of knowledge: the whole order of a turn stands here. */
export function createAssistant(knowledge: Knowledge): Assistant {
  return {
    async respond(text, history) {
      const question = toQuestion(text, history, knowledge)
      const evidence = await gather(question, knowledge)
      const answer = compose(question, evidence, knowledge)
      return { answer, turn: toTurn(question, answer) }
    },
  }
}

function toTurn({ text, explicit }: Question, answer: Answer): Turn {
  if (answer.kind !== 'answered') {
    return {
      question: text,
      explicit,
      paragraphs: answer.ranking.slice(0, 1),
      facts: [],
      clarified: answer.kind === 'clarify',
    }
  }
  const { sentences, facts } = answer
  const cited = sentences.flatMap(({ passages }) => passages.map(({ paragraph }) => paragraph))
  return {
    question: text,
    explicit,
    paragraphs: [...new Set(cited)],
    facts: facts.map(({ id }) => id),
  }
}
