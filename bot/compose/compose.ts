import type { Knowledge } from '../../knowledge/open-knowledge.js'
import { answerWords, manners } from '../../prompts/answer-words.js'
import type { Answer } from '../answer.js'
import type { Evidence } from '../evidence.js'
import type { Question } from '../question.js'
import { compare } from './compare.js'
import { overview } from './overview.js'
import { tell } from './tell.js'

/** Below this likeness a fact is no answer. */
const enough = 0.35

/** Chooses what to say: manners, an answer from facts, or that the report doesn't say. */
export function compose(question: Question, evidence: Evidence, knowledge: Knowledge): Answer {
  const { language } = question
  const common = { language, suggestions: [], ranking: evidence.ranking }
  const refuse = (text: string): Answer => ({ ...common, kind: 'not-found', text })
  if (language !== 'en') return refuse(answerWords.language[language as 'fr'])
  const [best] = evidence.facts
  const score = best?.score ?? 0
  const small = evidence.manners
  if (small && small.score > Math.max(score, evidence.gap?.score ?? 0)) {
    return { ...common, kind: 'smalltalk', text: manners[small.id]?.say ?? '' }
  }
  const { gap } = evidence
  if (gap && gap.score > score) {
    const topic = knowledge.gapById.get(gap.id)?.topic ?? ''
    return refuse(answerWords.notFound.gap.replace('{topic}', topic))
  }
  if (!best || score < enough) return refuse(answerWords.notFound.plain)
  const sides = compare(question, evidence.facts, knowledge)
  const told =
    sides.length > 0
      ? sides
      : 'mentions' in best.fact
        ? overview(best.fact, knowledge)
        : tell(evidence.facts, question.sought, knowledge)
  const [first, ...rest] = told.map(({ sentence }) => sentence)
  if (!first) return refuse(answerWords.notFound.plain)
  const facts = [...new Set(told.map(({ fact }) => fact))]
  return { ...common, kind: 'answered', sentences: [first, ...rest], facts }
}
