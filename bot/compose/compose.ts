import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { answerWords, manners } from '../../prompts/answer-words.js'
import { words } from '../../prompts/words.js'
import type { Answer } from '../answer.js'
import type { Evidence } from '../evidence.js'
import type { Question } from '../question.js'
import { choicesOf } from './clarify.js'
import { noteOnLanguage, refusal } from './refuse.js'
import { select } from './select.js'
import { suggest } from './suggest.js'

/** Chooses what to say: manners, an answer from facts, or that the report doesn't say. */
export function compose(question: Question, evidence: Evidence, knowledge: Knowledge): Answer {
  const { language } = question
  const { ranking } = evidence
  const foreign = noteOnLanguage(language)
  const said = foreign === undefined ? smallTalk(evidence) : undefined
  if (said !== undefined) {
    return { kind: 'smalltalk', text: said, language, ranking, suggestions: words.bot.examples }
  }
  const reason = foreign ?? refusal(question, evidence, knowledge)
  const { sentences, ...shown } = select(question, evidence, knowledge)
  const isUnsure = reason === undefined && shown.layout !== 'list'
  const choices = isUnsure ? choicesOf(question, evidence, knowledge) : []
  if (choices.length > 0) {
    const text = answerWords.clarify.which
    return { kind: 'clarify', text, language, ranking, suggestions: choices }
  }
  const [first, ...rest] = sentences
  if (reason !== undefined || first === undefined) {
    const text = reason ?? answerWords.notFound.plain
    const suggestions = suggest(evidence.facts, [], knowledge)
    return { kind: 'not-found', text, language, ranking, suggestions }
  }
  const suggestions = suggest(evidence.facts, shown.facts, knowledge)
  const all: [CitedSentence, ...CitedSentence[]] = [first, ...rest]
  return { kind: 'answered', sentences: all, ...shown, language, ranking, suggestions }
}

function smallTalk({ manners: heard, facts, gap }: Evidence): string | undefined {
  const others = Math.max(facts[0]?.score ?? 0, gap?.score ?? 0)
  return heard && heard.score > others ? manners.get(heard.id)?.say : undefined
}
