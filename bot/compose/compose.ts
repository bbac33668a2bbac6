import type { Knowledge } from '../../knowledge/knowledge.js'
import { answerWords, manners } from '../../prompts/answer-words.js'
import type { Answer } from '../answer.js'
import type { Evidence } from '../evidence.js'
import type { Question } from '../question.js'
import { catalogue } from './catalogue.js'
import { compare } from './compare.js'
import { overview } from './overview.js'
import { refusal } from './refuse.js'
import { tell, type Told } from './tell.js'

/** Chooses what to say: manners, an answer from facts, or that the report doesn't say. */
export function compose(question: Question, evidence: Evidence, knowledge: Knowledge): Answer {
  const { language } = question
  const common = { language, suggestions: [], ranking: evidence.ranking }
  const refuse = (text: string): Answer => ({ ...common, kind: 'not-found', text })
  if (language !== 'en') return refuse(answerWords.language[language as 'fr'])
  const small = evidence.manners
  if (small && small.score > Math.max(evidence.facts[0]?.score ?? 0, evidence.gap?.score ?? 0)) {
    return { ...common, kind: 'smalltalk', text: manners[small.id]?.say ?? '' }
  }
  const reason = refusal(question, evidence, knowledge)
  if (reason !== undefined) return refuse(reason)
  const told = select(question, evidence, knowledge)
  const [first, ...rest] = told.map(({ sentence }) => sentence)
  if (!first) return refuse(answerWords.notFound.plain)
  const facts = [...new Set(told.map(({ fact }) => fact))]
  return { ...common, kind: 'answered', sentences: [first, ...rest], facts }
}

function select(question: Question, { facts }: Evidence, knowledge: Knowledge): Told[] {
  const list = catalogue(question, knowledge)
  if (list.length > 0) return list
  const sides = compare(question, facts, knowledge)
  if (sides.length > 0) return sides
  const best = facts[0]?.fact
  if (best && 'mentions' in best) return overview(best, knowledge)
  return tell(facts, question, knowledge)
}
