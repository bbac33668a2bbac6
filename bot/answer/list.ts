import { CitedSentence } from '../../knowledge/citation/sentence.js'
import { filterFacts } from '../../knowledge/facts/filter-facts.js'
import type { Fact, FactKind } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { Found } from '../../knowledge/search/retriever.js'
import type { Query } from '../question/query.js'
import { entryOf } from './entry.js'
import type { Draft, Told } from './told.js'

const listing =
  /\b(which|what|list|all|every|any|enumerate|show|point me|are there|do (?:we|you) have|names? of|give me)\b/i

/** Words for things that the facts hold in number, and which facts they mean. */
const kinds: readonly (readonly [RegExp, (fact: Fact) => boolean])[] = [
  [
    /\b(manuals|handbooks|textbooks)\b/i,
    (fact) => fact.kind === 'publication' && fact.type === 'manual',
  ],
  [/\bmodel laws\b/i, (fact) => fact.kind === 'publication' && fact.type === 'model law'],
  [/\b(films|videos)\b/i, (fact) => fact.kind === 'publication' && /film|video/.test(fact.type)],
  [
    /\b(publications|guides|toolkits|kits|tools|databases|resources|(?:training|teaching) materials?)\b/i,
    is('publication'),
  ],
  [/\b(conferences)\b/i, (fact) => fact.kind === 'event' && fact.type === 'conference'],
  [/\b(missions)\b/i, (fact) => fact.kind === 'event' && fact.type === 'mission'],
  [
    /\b(workshops|courses|seminars|trainings|classes)\b/i,
    (fact) => fact.kind === 'event' && /workshop|course|seminar/.test(fact.type),
  ],
  [/\bevents\b/i, is('event')],
]

/** Words for the topics of the facts. */
const topics: readonly (readonly [string, RegExp])[] = [
  [
    'migrants',
    /\bsmuggl\w+ (of )?(migrants?|persons|people|foreigners)\b|\b(migrants?|people|human)[- ]smuggl\w+|\bsom\b/i,
  ],
  [
    'trafficking-in-persons',
    /\btraffick\w* (in|of) (persons|human beings|people|humans)\b|\bhuman[- ]traffick\w*|\btip\b|\bmodern slavery\b/i,
  ],
  ['firearms', /\b(firearms?|guns?|weapons?|arms)\b/i],
  ['piracy', /\b(pira(cy|tes?))\b/i],
  ['money-laundering', /\b(money[- ]laundering|aml|dirty money)\b/i],
  ['witness-protection', /\bwitness\w*\b/i],
  ['drugs', /\b(drugs?|narcotics?)\b/i],
  ['cybercrime', /\bcyber\w*/i],
]

/**
 * Lists every fact of the kind and topic that the question names, where it asks for nothing more;
 * an empty list where it isn't such a question or fewer than two facts fit.
 */
export function list(question: Query, _: Found, knowledge: Knowledge): Draft | undefined {
  const told = catalogue(question, knowledge)
  return told.length > 0 ? { told, layout: 'list' } : undefined
}

function catalogue(question: Query, knowledge: Knowledge): Told[] {
  const { years } = question
  const text = withoutNames(question)
  const country = question.mentions.find(({ entity }) => entity.kind === 'country')?.entity.name
  const named = kinds.filter(([word]) => word.test(text))
  const topic = topics.find(([, word]) => word.test(text))
  const isNarrow = topic !== undefined || country !== undefined || !named.some(isBroad)
  if (named.length === 0 || !isNarrow || !listing.test(text)) return []
  if (asksMore(text, topic?.[1])) return []
  const of = country === undefined ? {} : { country }
  const found = filterFacts(knowledge.facts.all, of).filter(
    (fact) =>
      named.some(([, fits]) => fits(fact)) &&
      (topic === undefined || fact.topics.includes(topic[0])) &&
      ofYears(fact, years),
  )
  const told = found.flatMap(({ id }) => entryOf(id, knowledge) ?? [])
  return told.length >= 2 ? [...leadOf(told), ...told] : []
}

/** Says how many entries there are, and that these are all. */
function leadOf(told: readonly Told[]): Told[] {
  const terms = told.map(({ sentence }) => ({ value: 1, sentence }))
  const write = (result: string) => fill(answerWords.reckoning.count, { result })
  const sentence = CitedSentence.reckon('count', terms, write)
  const [first] = told
  return sentence && first ? [{ id: first.id, fact: first.fact, sentence }] : []
}

/** Publications and events of every kind are too many to list without a topic or a country. */
const isBroad = ([word]: (typeof kinds)[number]) =>
  /publications|workshops|events/.test(word.source)

/** The question without the countries it names: they are filters of their own. */
function withoutNames({ text, mentions }: Query): string {
  const countries = mentions.filter(({ entity }) => entity.kind === 'country')
  return countries.reduceRight(
    (left, { start, end }) => left.slice(0, start) + left.slice(end),
    text,
  )
}

function is(kind: FactKind) {
  return (fact: Fact) => fact.kind === kind
}

/** Words that a request for a list may hold besides its kind and topic. */
const plain = new Set(
  termsOf(
    'report document publish published unodc office available exist existing finished work works training trainer train materials help use hand list give need show find name names mention mentions kits databases manuals toolkits guides films handbooks publications tools resources point offer produced made developed against issued combat combating fight fighting students teach course counter held organized delivered took place migrant smuggling list every anything',
  ),
)

function asksMore(text: string, topic = /^$/): boolean {
  const rest = kinds.reduce((left, [word]) => left.replace(word, ' '), text.replace(topic, ' '))
  return termsOf(rest).filter((term) => !plain.has(term) && !/^\d{4}$/.test(term)).length > 1
}

function ofYears(fact: Fact, years: readonly string[]): boolean {
  return years.length === 0 || years.some((year) => JSON.stringify(fact).includes(year))
}
