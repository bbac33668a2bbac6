import { yearsOf } from '../knowledge/facts/filter-facts.js'
import type { Fact } from '../knowledge/facts/schema.js'
import type { Knowledge } from '../knowledge/open-knowledge.js'
import type { Question } from './question.js'

/** What a name or year of the question adds to, or takes from, what has it or lacks it. */
const weights = {
  country: { stated: 0.1, near: 0, lacking: -0.15 },
  other: { stated: 0.06, near: 0.02, lacking: -0.04 },
  year: { stated: 0.05, lacking: -0.05 },
  expected: 0.12,
}

/** How far a paragraph names what the question names; added to its likeness. */
export function agreementOfParagraph(
  paragraph: number,
  { mentions }: Question,
  { namesIn }: Knowledge,
): number {
  const named = namesIn.paragraph(paragraph)
  return mentions.reduce((sum, { entity }) => {
    const weight = entity.kind === 'country' ? weights.country : weights.other
    return sum + (named.has(entity.id) ? weight.stated / 2 : weight.lacking)
  }, 0)
}

/** How far a fact names what the question names, has its years and the sort of thing it asks for. */
export function agreementOfFact(fact: Fact, question: Question, { namesIn }: Knowledge): number {
  const stated = namesIn.fact(fact)
  const near = namesIn.paragraph(fact.paragraphs[0] ?? 0)
  const names = question.mentions.reduce((sum, { entity }) => {
    const weight = entity.kind === 'country' ? weights.country : weights.other
    if (stated.has(entity.id)) return sum + weight.stated
    return sum + (near.has(entity.id) ? weight.near : weight.lacking)
  }, 0)
  return (
    names +
    ofYears(fact, question.years) +
    (question.sought.some(({ holds }) => holds(fact)) ? weights.expected : 0)
  )
}

function ofYears(fact: Fact, asked: readonly string[]): number {
  const years = yearsOf(fact)
  if (asked.length === 0 || years.size === 0) return 0
  return asked.some((year) => years.has(year)) ? weights.year.stated : weights.year.lacking
}
