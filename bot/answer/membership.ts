import { type Fact, placesOf } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import { filtersOf, type Filters } from '../question/filters.js'
import type { Query } from '../question/query.js'
import { cite } from './cite.js'
import { entryOf } from './entry.js'
import { titleOf } from './fact-sheet.js'
import { membersIn, regionsOfMembers } from './regional-members.js'
import { withNext } from './repeats.js'
import { toldOfFact, type Draft, type Told } from './told.js'

type Programme = Extract<Fact, { kind: 'programme' }>
type Country = Extract<Fact, { kind: 'country' }>

/**
 * Tells whether countries are in a programme, by what its paragraphs say of them, or all that are
 * in it; nothing where a word of the question asks for something else.
 */
export function membership(query: Query, found: Found, knowledge: Knowledge): Draft | undefined {
  const { filters } = query
  const own = filters.named.flatMap(({ id }) => ofKind('country', id, knowledge))
  const [programme, ...others] = programmesIn(query, filters, knowledge)
  const regions = programme ? regionsOfMembers(filters, programme) : []
  const asked = [...own, ...(programme ? membersIn(programme, regions, knowledge) : [])]
  if (!programme || others.length > 0 || !asksOfMembers(filters, programme)) {
    return asked.length > 0 && isMembership(found, filters)
      ? ofMissing(asked, programme ?? programmeOf(found, knowledge), { filters, found, knowledge })
      : undefined
  }
  const all = membersOf(programme, knowledge)
  if (asked.length === 0 && all && regions.length > 0) {
    const remark = fill(answerWords.lists.noneIn, { names: both.format(regions) })
    return { told: all, layout: 'list', remark }
  }
  if (filters.cues.has('excluding') && asked.length === 0) {
    return all && { told: all, layout: 'list', remark: answerWords.lists.elsewhere }
  }
  if (asked.length === 0 && all && filters.cues.has('leaving')) {
    return { told: all, layout: 'list', remark: answerWords.lists.nobodyLeft }
  }
  if (asked.length === 0) {
    const count = filters.cues.has('counting') ? countOf(programme, found, knowledge) : []
    const lines = all && [...count, ...all].reduce<readonly Told[]>(withNext, [])
    return filters.nouns.length > 0 ? told(lines) : undefined
  }
  return ofCountries(asked, programme, {
    filters,
    all: all ?? likeliest(programme, found, knowledge),
    knowledge,
  })
}

function ofCountries(
  asked: readonly Country[],
  programme: Programme,
  rest: { filters: Filters; all: Told[]; knowledge: Knowledge },
): Draft | undefined {
  const { filters, all, knowledge } = rest
  const isIn = ({ iso }: Country) => programme.countries.some((code) => code === iso)
  const evidence = asked.filter(isIn).flatMap((country) => mentionOf(country, programme, knowledge))
  const missing = asked.filter((country) => !isIn(country))
  const names = (countries: readonly Country[]) => both.format(countries.map(({ name }) => name))
  const { unnamed, regions, left } = answerWords.lists
  const isLeft = filters.cues.has('leaving')
  const remarks = [
    ...(missing.length > 0 ? [fill(unnamed, { names: names(missing) })] : []),
    ...(missing.length > 0 && programme.countries.length === 0 ? [regions] : []),
    ...(isLeft && missing.length < asked.length
      ? [fill(left, { names: names(asked.filter(isIn)) })]
      : []),
  ]
  const wantsAll = filters.nouns.length > 0 || missing.length > 0
  const lines = [...evidence, ...(wantsAll ? all : [])]
  if (lines.length === 0) return undefined
  return { told: lines, layout: 'list', ...(remarks.length > 0 && { remark: remarks.join(' ') }) }
}

const both = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const told = (lines: readonly Told[] | undefined): Draft | undefined =>
  lines && { told: lines, layout: 'list' }

/** The programmes that the message names or, where it leans on another, that one. */
function programmesIn(query: Query, filters: Filters, knowledge: Knowledge): Programme[] {
  const own = filters.named.flatMap(({ id }) => ofKind('programme', id, knowledge))
  if (own.length > 0 || !query.follows) return own
  const named = knowledge.gazetteer(query.explicit)
  const before = filtersOf(query.explicit, named, knowledge).named
  return before.flatMap(({ id }) => ofKind('programme', id, knowledge))
}

function ofKind<Kind extends Fact['kind']>(kind: Kind, id: string, { factById }: Knowledge) {
  const fact = factById.get(id)
  const isOf = (one: Fact | undefined): one is Extract<Fact, { kind: Kind }> => one?.kind === kind
  return isOf(fact) ? [fact] : []
}

function asksOfMembers(
  { rest, nouns, topics, statuses, years, regions, cues }: Filters,
  programme: Programme,
): boolean {
  // A region that the whole programme is in doesn't narrow it.
  const ofMembers = regionsOfMembers({ regions }, programme)
  const others = regions.filter((one) => ![...programme.regions, ...ofMembers].includes(one))
  const isNarrower = [rest, topics, statuses, years, others].some((words) => words.length > 0)
  const isOfOthers = nouns.some(({ kind }) => kind !== 'country')
  const asksElse = (cues.has('specific') || cues.has('timed')) && !cues.has('leaving')
  const asks = ['belonging', 'within', 'leaving', 'excluding', 'counting'] as const
  return !isNarrower && !isOfOthers && !asksElse && asks.some((cue) => cues.has(cue))
}

/** What a programme's paragraphs say of a country. */
function mentionOf(country: Country, programme: Programme, knowledge: Knowledge): Told[] {
  const inside = new Set(paragraphsOf(programme, knowledge))
  const at = country.mentions.findIndex(
    ({ paragraph, statement }) =>
      inside.has(paragraph) &&
      knowledge.gazetteer(statement).some(({ entity }) => entity.id === programme.id),
  )
  const spare = country.mentions.findIndex(({ paragraph }) => inside.has(paragraph))
  const found = at >= 0 ? at : spare
  return found < 0 ? [] : [entryOf(`${country.id}#${found + 1}`, knowledge) ?? []].flat()
}

/** Whether a question asks above all whether something belongs to something. */
function isMembership({ asked: { asks } }: Found, { cues }: Filters): boolean {
  const isLikeliest = Object.values(asks).every((share) => share <= asks.membership)
  return isLikeliest && (cues.has('within') || cues.has('belonging'))
}

/** The programme that the likeliest statement names, where it names one alone. */
function programmeOf({ statements }: Found, { namesIn, factById }: Knowledge) {
  const fact = statements.find(({ statement }) => statement.fact)?.statement.fact
  const named = fact ? [...namesIn.fact(fact)].flatMap((id) => factById.get(id) ?? []) : []
  const programmes = named.filter((one) => one.kind === 'programme')
  return programmes.length === 1 ? programmes[0] : undefined
}

/**
 * Says which countries a programme's list lacks, whatever else is asked of them; nothing where it
 * has all of them.
 */
function ofMissing(
  asked: readonly Country[],
  programme: Programme | undefined,
  { filters, found, knowledge }: { filters: Filters; found: Found; knowledge: Knowledge },
): Draft | undefined {
  const isIn = ({ iso }: Country) => programme?.countries.some((code) => code === iso)
  if (!programme || programme.countries.length === 0 || asked.every(isIn)) return undefined
  const all = membersOf(programme, knowledge) ?? likeliest(programme, found, knowledge)
  return ofCountries(asked, programme, { filters, all, knowledge })
}

/** All countries of a programme: the statement that names them, or their names. */
function membersOf(programme: Programme, knowledge: Knowledge): Told[] | undefined {
  const members = knowledge.facts.all.filter(
    (fact): fact is Country =>
      fact.kind === 'country' && programme.countries.some((code) => code === fact.iso),
  )
  if (members.length === 0) return undefined
  const [statement] = knowledge.facts.all.filter(
    (fact) =>
      !('mentions' in fact) && members.every(({ id }) => knowledge.namesIn.fact(fact).has(id)),
  )
  if (statement) return toldOfFact(statement, knowledge)
  const text = `${titleOf(programme)}: ${members.map(({ name }) => name).join('; ')}.`
  const places = [...placesOf(programme), ...members.flatMap(placesOf)]
  const inside = new Set(paragraphsOf(programme, knowledge))
  const own = places.filter(({ paragraph }) => inside.has(paragraph))
  const sentence = cite(text, own, knowledge)
  return sentence && [{ id: programme.id, fact: programme, sentence }]
}

/** The figure that says how many countries are in a programme. */
function countOf(programme: Programme, { statements }: Found, knowledge: Knowledge): Told[] {
  const count = programme.countries.length
  const figures = statements.flatMap(({ statement: { fact } }) =>
    fact?.kind === 'figure' && fact.value === count ? [fact] : [],
  )
  const own = figures.find((fact) => knowledge.namesIn.fact(fact).has(programme.id))
  return own ? toldOfFact(own, knowledge) : []
}

/** The likeliest of what is said of a programme whose countries the report doesn't name. */
function likeliest(programme: Programme, { statements }: Found, knowledge: Knowledge): Told[] {
  const facts = statements.flatMap(({ statement: { fact } }) => fact ?? [])
  const own = facts.find(
    (fact) => !('mentions' in fact) && knowledge.namesIn.fact(fact).has(programme.id),
  )
  return toldOfFact(own ?? programme, knowledge)
}

/** The paragraphs that a programme rests on, and those whose facts name it. */
function paragraphsOf(programme: Programme, { facts, namesIn }: Knowledge): number[] {
  return facts.all
    .filter((fact) => fact === programme || namesIn.fact(fact).has(programme.id))
    .flatMap(({ paragraphs }) => paragraphs)
}
