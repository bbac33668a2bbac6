import { CitedSentence } from '../../knowledge/citation/sentence.js'
import { type Fact, placesOf } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import { asksForFacts, type Filters } from '../question/filters.js'
import type { Noun } from '../question/lexicon.js'
import type { Query } from '../question/query.js'
import { cite } from './cite.js'
import { entryOf } from './entry.js'
import { titleOf } from './fact-sheet.js'
import { fitting, isOfAll } from './fitting.js'
import { linesOf } from './grouped.js'
import type { Draft, Told } from './told.js'

/** What is in preparation or online is a publication, where nothing else is named. */
const publications: Noun = {
  many: answerWords.lists.publications,
  words: [],
  kind: 'publication',
  types: [],
}

/**
 * Lists every fact that passes the filters of a question; nothing where a word of it is neither a
 * filter nor a word of a request for a list.
 */
export function list(query: Query, found: Found, knowledge: Knowledge): Draft | undefined {
  const asked = query.before ? leaningOn(query.before, query.filters) : query.filters
  if (!asked) return undefined
  const filters = completed(asked)
  const { nouns, named, cues } = filters
  const asksElse = cues.has('specific') || cues.has('leaving') || cues.has('excluding')
  const isOfMembers = nouns.some(({ kind }) => kind === 'country') && named.some(hasMembers)
  if (filters.rest.length > 0 || nouns.length === 0 || asksElse || isOfMembers) return undefined
  // A body that everything is about may be asked for members of its own, which isn't a list of ours.
  const isOfBody = named.length > 0 && named.every((one) => isOfAll(one, knowledge))
  if (isOfBody && !found.isAnswerable) return undefined
  const facts = fitting(filters, knowledge)
  const lines = linesOf(facts, knowledge)
  const [first] = facts
  if (!first || lines.length === 0) return undefined
  const head = facts.length > 1 ? headOf(filters, facts, knowledge) : undefined
  const told = head ? [{ id: first.id, fact: first, sentence: head }, ...lines] : lines
  return { told, layout: 'list' }
}

const hasMembers = ({ kind }: Filters['named'][number]) => kind === 'programme' || kind === 'event'

/**
 * What a question asks for that leans on another: each field that it has takes the place of the
 * other's. Nothing where it has things alone and the other didn't ask for facts by their fields.
 */
function leaningOn(before: Filters, own: Filters): Filters | undefined {
  const { nouns, topics, statuses, years, regions, named } = own
  if (!asksForFacts(before)) {
    const isBare = [topics, statuses, years, regions, named].every((values) => values.length === 0)
    return nouns.length > 0 && isBare ? undefined : own
  }
  const either = <Value>(first: readonly Value[], second: readonly Value[]) =>
    first.length > 0 ? first : second
  return {
    nouns: either(nouns, before.nouns),
    topics: either(topics, before.topics),
    statuses: either(statuses, before.statuses),
    years: either(years, before.years),
    regions: either(regions, before.regions),
    named: either(named, before.named),
    cues: own.cues,
    rest: own.rest,
  }
}

function completed(filters: Filters): Filters {
  const { nouns, statuses, cues } = filters
  const isOfPublications = statuses.length > 0 || cues.has('online')
  // What a wider noun of the same kind holds needs no naming beside it.
  const wide = nouns.filter(({ types, named }) => types.length === 0 && named === undefined)
  const kept = nouns.filter(
    (noun) => wide.includes(noun) || !wide.some(({ kind }) => kind === noun.kind),
  )
  return { ...filters, nouns: nouns.length === 0 && isOfPublications ? [publications] : kept }
}

/** Says how many there are and by what they were chosen, and that these are all. */
function headOf(
  filters: Filters,
  facts: readonly Fact[],
  knowledge: Knowledge,
): CitedSentence | undefined {
  const terms = facts.flatMap((fact) => {
    const sentence = termOf(fact, knowledge)
    return sentence ? [{ value: 1, sentence }] : []
  })
  if (terms.length < facts.length) return undefined
  const { lists, reckoning } = answerWords
  const template = filters.cues.has('counting') ? lists.counted : reckoning.count
  const write = (things: string) => (result: string) => fill(template, { result, things })
  const nouns = filters.nouns.map(({ many }) => many).join(', ')
  return (
    CitedSentence.reckon('count', terms, write(`${nouns}${chosenBy(filters, knowledge)}`)) ??
    CitedSentence.reckon('count', terms, write(nouns))
  )
}

/** A country is counted by its first paragraph: which others name it says nothing of the count. */
function termOf(fact: Fact, knowledge: Knowledge): Told['sentence'] | undefined {
  if (fact.kind !== 'country') return entryOf(fact.id, knowledge)?.sentence
  return cite(titleOf(fact), placesOf(fact).slice(0, 1), knowledge)
}

function chosenBy(filters: Filters, knowledge: Knowledge): string {
  const { on, inYear, country, region } = answerWords.lists
  const topics = filters.topics.flatMap((id) =>
    knowledge.documents.flatMap(({ vocabulary }) => vocabulary.topics[id]?.name ?? []),
  )
  const names = filters.named.filter((one) => !isOfAll(one, knowledge)).map(({ name }) => name)
  const by = [
    ...filters.statuses,
    ...topics.map((topic) => fill(on, { topic })),
    ...filters.regions.map((name) => fill(region, { name })),
    ...names.map((name) => fill(country, { name })),
    ...filters.years.map((year) => fill(inYear, { year })),
  ]
  return by.map((words) => ` ${words}`).join('')
}
