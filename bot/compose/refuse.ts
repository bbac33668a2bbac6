import { yearsOf } from '../../knowledge/facts/filter-facts.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { answerWords } from '../../prompts/answer-words.js'
import type { Evidence, FoundFact } from '../evidence.js'
import type { Part } from '../sought.js'
import type { Question } from '../question.js'

/** Below this likeness a fact is no answer. */
const enough = 0.35
/** The year of the report; it can say nothing of later ones. */
const yearOfReport = 2012
/** How far a gap must be ahead of the best fact. */
const lead = 0.02
/** A fact that holds what is sought may lie this far behind the best. */
const marginOfProof = 0.12

/** Says why a question can't be answered from the report, or nothing where it can. */
export function refusal(
  question: Question,
  evidence: Evidence,
  knowledge: Knowledge,
): string | undefined {
  const { notFound } = answerWords
  const [best] = evidence.facts
  const stranger = question.mentions.find(({ entity }) => !entity.known)
  if (stranger) return notFound.country.replace('{country}', stranger.entity.name)
  const later = question.years.find((year) => Number(year) > yearOfReport)
  if (later) return notFound.laterYear.replace('{year}', later)
  if (!best || best.score < enough) return notFound.plain
  const { gap } = evidence
  if (gap && gap.score > best.score + lead) return ofGap(gap.id, knowledge)
  if (otherYear(best.fact, question, knowledge)) {
    return notFound.otherYear.replace('{year}', question.years.join(', '))
  }
  if ('mentions' in best.fact) return undefined
  const missing = question.sought.find(
    (part) => part.required && !proven(part, evidence.facts, knowledge),
  )
  if (!missing) return undefined
  return gap && gap.score > best.score - 0.2 ? ofGap(gap.id, knowledge) : notFound.plain
}

function ofGap(id: string, knowledge: Knowledge): string {
  const topic = knowledge.gapById.get(id)?.topic ?? ''
  return answerWords.notFound.gap.replace('{topic}', topic)
}

/** Whether the best fact, or one hardly behind it in its paragraph, holds what is sought. */
function proven({ holds }: Part, facts: readonly FoundFact[], { namesIn }: Knowledge): boolean {
  const [best] = facts
  if (!best) return false
  return facts.some(
    ({ fact, score }) =>
      score >= best.score - marginOfProof &&
      fact.paragraphs[0] === best.fact.paragraphs[0] &&
      holds(fact, namesIn.fact(fact)),
  )
}

/** Whether the question is about a year for which the fact and its paragraph say nothing. */
function otherYear(fact: Fact, { years }: Question, { passages }: Knowledge): boolean {
  if (years.length === 0 || 'mentions' in fact) return false
  const text = passages
    .filter(({ paragraph }) => fact.paragraphs.includes(paragraph))
    .map((passage) => passage.text)
    .join(' ')
  const own = fact.kind === 'figure' ? yearsOf(fact) : yearsIn(text)
  return own.size > 0 && !years.some((year) => own.has(year))
}

/** The years of a text, those within a span such as 2010-2012 included. */
function yearsIn(text: string): Set<string> {
  const years = new Set(text.match(/\b(?:19|20)\d\d\b/g))
  for (const [, from = '', to = ''] of text.matchAll(/\b((?:19|20)\d\d)-((?:19|20)\d\d)\b/g)) {
    for (let year = Number(from); year <= Number(to); year++) years.add(String(year))
  }
  return years
}
