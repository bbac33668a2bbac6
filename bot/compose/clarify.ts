import type { Knowledge } from '../../knowledge/knowledge.js'
import { termsOf } from '../../knowledge/search/terms.js'
import type { Evidence, FoundFact } from '../evidence.js'
import type { Question } from '../question.js'
import { suggest } from './suggest.js'

/** A question with more terms than this says what it means. */
const fewTerms = 2
/** Facts of other paragraphs this close to the best are meant as likely. */
const tie = 0.05

/**
 * The questions that may be meant, where a short question fits several paragraphs alike; an empty
 * list where it fits one best, leans on the conversation, or has just been asked about.
 */
export function choicesOf(question: Question, { facts }: Evidence, knowledge: Knowledge): string[] {
  const { text, mentions, follows, place, asked } = question
  if (asked || follows || place || mentions.length > 0) return []
  const count = termsOf(text).length
  const [best] = facts
  if (count === 0 || count > fewTerms || !best) return []
  const close = facts.filter(({ score }) => score >= best.score - tie)
  const apart = firstOfEachParagraph(close)
  const choices = apart.length >= 2 ? suggest(apart, [], knowledge) : []
  return choices.length >= 2 ? choices : []
}

function firstOfEachParagraph(facts: readonly FoundFact[]): FoundFact[] {
  const seen = new Set<number | undefined>()
  return facts.filter(({ fact }) => {
    const [paragraph] = fact.paragraphs
    if (seen.has(paragraph)) return false
    return seen.add(paragraph)
  })
}
