import { yearsOf } from '../../knowledge/facts/filter-facts.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import { asksForAll } from '../agreement.js'
import type { Evidence, FoundFact } from '../evidence.js'
import type { Part } from '../sought.js'
import type { Question } from '../question.js'

/** Below this likeness a fact is no answer. */
const enough = 0.35
/** A question most of whose words the report never uses is about something else. */
const foreign = 0.5
/** The year of the report; it can say nothing of later ones. */
const yearOfReport = 2012
const lastParagraph = 60
/** A gap this little behind the best fact names what is missing. */
const likelyGap = 0.2
/** How far a gap must be ahead of the best fact. */
const lead = 0.02
/** A fact that holds what is sought may lie this far behind the best. */
const marginOfProof = 0.12

/** The note for a language that isn't answered in yet, in English where it has none of its own; nothing for English. */
export function noteOnLanguage(language: string): string | undefined {
  if (language === 'en') return undefined
  const { other, ...own } = answerWords.language
  return new Map(Object.entries(own)).get(language) ?? other
}

/** Says why a question can't be answered from the report, or nothing where it can. */
export function refusal(
  question: Question,
  evidence: Evidence,
  knowledge: Knowledge,
): string | undefined {
  const { notFound } = answerWords
  const stranger = question.mentions.find(({ entity }) => !entity.known)
  if (stranger) return fill(notFound.country, { country: stranger.entity.name })
  const later = question.years.find((year) => Number(year) > yearOfReport)
  if (later) return fill(notFound.laterYear, { year: later })
  const { paragraph } = question.place ?? {}
  if (paragraph !== undefined) {
    return paragraph > lastParagraph ? fill(notFound.paragraph, { paragraph }) : undefined
  }
  const reason = missing(question, evidence, knowledge)
  return reason === undefined ? undefined : `${reason} ${nearby(evidence, knowledge)}`
}

/** What the question seeks that its best fact lacks. */
function missing(
  question: Question,
  { facts, gap }: Evidence,
  knowledge: Knowledge,
): string | undefined {
  const { notFound } = answerWords
  const [best] = facts
  if (!best || best.score < enough) return notFound.plain
  if (knowledge.novelty(question.explicit) > foreign) return notFound.plain
  if (gap && gap.score > best.score + lead) return ofGap(gap.id, knowledge)
  if ('mentions' in best.fact && asksForAll(question)) return undefined
  if (otherYear(best.fact, question, knowledge)) {
    return fill(notFound.otherYear, { year: question.years.join(', ') })
  }
  const open = question.sought.find((part) => part.required && !proven(part, facts, knowledge))
  if (!open) return undefined
  return gap && gap.score > best.score - likelyGap ? ofGap(gap.id, knowledge) : notFound.plain
}

function ofGap(id: string, { gapById }: Knowledge): string {
  const topic = gapById.get(id)?.topic
  const { gap, plain } = answerWords.notFound
  return topic === undefined ? plain : fill(gap, { topic })
}

/** Names the section that comes closest, or what the report is about where none is close. */
function nearby({ facts, ranking, gap }: Evidence, { passages, gapById }: Knowledge): string {
  const { notFound, sections } = answerWords
  const best = facts[0]?.score ?? 0
  const isGeneral = gap !== undefined && gap.score > best && !gapById.get(gap.id)?.nearby
  const close = best >= enough && !isGeneral
  const found = passages.find(({ paragraph }) => paragraph === ranking[0])
  const section = new Map(Object.entries(sections)).get(found?.section.split('.')[0] ?? '')
  return close && section !== undefined ? fill(notFound.nearby, { section }) : notFound.outside
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
  if (years.length === 0) return false
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
