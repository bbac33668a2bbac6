import { paragraphKey } from '../../knowledge/citation/passage.js'
import { numeralOf, type Document } from '../../knowledge/documents/open-document.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found, FoundStatement } from '../../knowledge/search/found.js'
import type { Filters } from '../question/filters.js'
import type { Query } from '../question/query.js'
import { cite } from './cite.js'
import { entryOf, type Entry } from './entry.js'
import { fitting, isOfAll } from './fitting.js'
import { toldOf, toldOfFact, type Draft, type Told } from './told.js'
import { limits } from '../limits.js'

/** A country or an organization: what each paragraph that names it says of it, in order. */
export type Named = Extract<Fact, { readonly mentions: unknown }>

/**
 * Tells what is said of a topic, a region, a programme or a year, a line for each paragraph, or of
 * the whole document, a line for each section.
 */
export function overview(query: Query, found: Found, knowledge: Knowledge): Draft | undefined {
  const { filters, before } = query
  // What leans on a question of something else asks the same of another.
  if (!asksForAll(filters, found) || (before && !asksForAll(before, found))) return undefined
  const told = isWhole(filters, knowledge)
    ? sectionsOf(knowledge)
    : paragraphsOf(filters, found, knowledge)
  return told.length > 0 ? { told, layout: 'list' } : undefined
}

/** Tells everything that is said of the only country or organization that a question names, where that is likeliest asked for. */
export function overviewOfName(
  { text, mentions }: Query,
  { statements: [best] }: Found,
  knowledge: Knowledge,
): Draft | undefined {
  const fact = best?.statement.fact
  // What the whole document is about counts as a name where there is no other.
  const names = mentions.length > 0 ? mentions : knowledge.gazetteer(text)
  const named = new Set(names.map(({ entity }) => entity.id))
  if (!fact || !('mentions' in fact) || named.size !== 1 || !named.has(fact.id)) return undefined
  const told = entriesOf(fact, knowledge)
  return told.length > 0 ? { told, layout: 'list' } : undefined
}

const isWide = ({ asked: { asks } }: Found) =>
  Object.values(asks).every((share) => share <= asks.overview)

/** Whether nothing but an overview is asked for, and not of a country or organization alone. */
function asksForAll({ rest, nouns, statuses, named, cues, ...of }: Filters, found: Found): boolean {
  if (rest.length > 0 || nouns.length > 0 || statuses.length > 0) return false
  if (cues.has('specific') || cues.has('belonging') || cues.has('timed')) return false
  const isOfField = [of.topics, of.regions, of.years].some((values) => values.length > 0)
  const isOfNames = named.some(({ kind }) => kind === 'country' || kind === 'organization')
  if (isOfNames && !isOfField) return false
  return cues.has('overview') || (isOfField && isWide(found))
}

const isWhole = ({ topics, regions, years, named }: Filters, knowledge: Knowledge) =>
  [topics, regions, years].every((values) => values.length === 0) &&
  named.every((one) => isOfAll(one, knowledge))

/** What the document is, then a line for each section: what it tells. */
function sectionsOf(knowledge: Knowledge): Told[] {
  const [document] = knowledge.documents
  const sections = new Set(document.passages.map(({ section }) => section))
  const own = knowledge.facts.all.filter(
    (fact) => fact.kind === 'document' && fact.symbol === document.symbol,
  )
  const lines = [...sections].flatMap((section) => {
    const passages = document.passages.filter((one) => one.section === section)
    const text = lineOf(section, document)
    const sentence = cite(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`, passages, knowledge)
    const plain = sentence ?? cite(`${text}.`, passages, knowledge)
    return plain ? [{ id: section, sentence: plain }] : []
  })
  return [...own.flatMap((fact) => toldOfFact(fact, knowledge)), ...lines]
}

const lineOf = (section: string, { sections }: Document) => sections[numeralOf(section)] ?? section

/** A line for each paragraph: the likeliest statement that passes the filters, in reading order. */
function paragraphsOf(filters: Filters, { statements }: Found, knowledge: Knowledge): Told[] {
  const fits = new Set(fitting(filters, knowledge).filter((fact) => !('mentions' in fact)))
  const best = new Map<string, FoundStatement>()
  for (const one of statements) {
    const key = paragraphKey(one.statement.places[0])
    const { fact } = one.statement
    if (fact && fits.has(fact) && !best.has(key)) best.set(key, one)
  }
  const likeliest = [...best.values()].slice(0, limits.glance.lines)
  const inOrder = likeliest.toSorted(
    (a, b) => a.statement.places[0].paragraph - b.statement.places[0].paragraph,
  )
  return inOrder.flatMap(({ statement }) => toldOf(statement, knowledge))
}

/** One sentence for each paragraph that names the country or organization. */
export function entriesOf({ id, mentions }: Named, knowledge: Knowledge): Entry[] {
  return mentions.flatMap((_, index) => entryOf(`${id}#${index + 1}`, knowledge) ?? [])
}
