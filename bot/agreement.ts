import { yearsOf } from '../knowledge/facts/filter-facts.js'
import type { Fact } from '../knowledge/facts/schema.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import { termsOf } from '../knowledge/search/terms.js'
import type { Question } from './question.js'
import { ordinalIn } from './structure.js'

/** What a name or year of the question adds to, or takes from, what has it or lacks it. */
const weights = {
  country: { stated: 0.1, near: 0, lacking: -0.15 },
  other: { stated: 0.06, near: 0.02, lacking: -0.04 },
  year: { stated: 0.05, lacking: -0.05 },
  ordinal: { same: 0.08, other: -0.12 },
  expected: 0.12,
  figure: 0.08,
  place: 0.4,
  overview: 0.15,
}

/** How far a paragraph names what the question names; added to its likeness. */
export function agreementOfParagraph(
  paragraph: number,
  { mentions, place }: Question,
  { namesIn, passages }: Knowledge,
): number {
  const named = namesIn.paragraph(paragraph)
  const names = mentions.reduce((sum, { entity }) => {
    const weight = entity.kind === 'country' ? weights.country : weights.other
    return sum + (named.has(entity.id) ? weight.stated / 2 : weight.lacking)
  }, 0)
  const section = passages.find((passage) => passage.paragraph === paragraph)?.section
  const edge = place?.section === 'first' ? passages[0] : passages.at(-1)
  const isThere = place?.section !== undefined && section === edge?.section
  return names + (place?.paragraph === paragraph || isThere ? weights.place : 0)
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
  if ('mentions' in fact) return ofOverview(fact, question)
  return (
    names +
    ofYears(fact, question.years) +
    ofOrdinals(fact.statement, question.ordinal) +
    ofSought(fact, question, stated)
  )
}

function ofSought(fact: Fact, { sought }: Question, stated: ReadonlySet<string>): number {
  const held = sought.filter(({ holds }) => holds(fact, stated))
  if (held.length === 0) return 0
  const isCounted = fact.kind === 'figure' && held.some(({ name }) => name === 'count')
  return weights.expected + (isCounted ? weights.figure : 0)
}

function ofYears(fact: Fact, asked: readonly string[]): number {
  if (asked.length === 0) return 0
  const years = yearsOf(fact)
  if (years.size === 0) return 0
  return asked.some((year) => years.has(year)) ? weights.year.stated : weights.year.lacking
}

/** The second of several things isn't the first, however alike they are described. */
function ofOrdinals(statement: string, asked: number | undefined): number {
  const told = asked === undefined ? undefined : ordinalIn(statement)
  if (told === undefined) return 0
  return asked === told ? weights.ordinal.same : weights.ordinal.other
}

const overall =
  /\b(all|every|everything|summar\w+|overview|mention\w*|appear\w*|connections?|contexts?|involved|references?|anything|forms? of (help|support|assistance)|list of|what (has|have|did|does|is|was) .{0,40}\b(done|said|mentioned|written|going on)|report (says?|tells?|contains?) (about|on))\b/i

/** Being named makes an overview likely only where a question asks for all that is said. */
function ofOverview({ id }: Fact, question: Question): number {
  const isNamed = question.mentions.some(({ entity }) => entity.id === id)
  if (!isNamed) return weights.country.lacking
  return asksForAll(question) ? weights.country.stated + weights.overview : 0
}

/** Words that ask for whatever there is, without saying what. */
const general = new Set(
  termsOf(
    'country state nation government authority ministry delegation mission capital office unodc united nations report document paper say said tell know inform information help helped support assist assistance cooperation receive received obtain get got give given provide benefit do done did doing happen happened carry carried work worked involve involved part role take taken project programme activity action measure area mention mentioned appear concern relate year period teach training trainer represent delegate colleague today summary brief short everything something anything regard respect far side',
  ),
)

/** Whether a question names one country or organization and asks for whatever is said of it. */
export function asksForAll({ text, mentions }: Question): boolean {
  const [mention, ...others] = mentions
  if (!mention || others.length > 0) return false
  const rest = `${text.slice(0, mention.start)} ${text.slice(mention.end)}`
  return overall.test(text) || termsOf(rest).every((term) => general.has(term))
}
