import { paragraphKey } from '../../knowledge/citation/passage.js'
import { yearsOf } from '../../knowledge/facts/filter-facts.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Statement } from '../../knowledge/search/candidates.js'
import type { Found } from '../../knowledge/search/retriever.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { Query } from '../question/query.js'
import { comparisonIn, type Comparison, type Degree, type Side } from '../question/sides.js'
import { figuresNamed } from './calculate.js'
import { tell } from './tell.js'
import { toldOfFact, type Draft, type Told } from './told.js'
import { decides, verdict, type Outcome } from './verdict.js'

/**
 * Tells each side of a comparison by itself, behind the sentence that decides it where figures or
 * dates do. Nothing where no comparison is asked for, or where its sides don't come apart.
 */
export async function compare(
  { text, mentions }: Query,
  found: Found,
  knowledge: Knowledge,
): Promise<Draft | undefined> {
  const comparison = comparisonIn(text, mentions)
  if (!comparison.isAsked && !isLikely(found)) return undefined
  const figures = figuresNamed(text, found, knowledge)
  if (figures.length >= 2) {
    const told = figures.flatMap((fact) => toldOfFact(fact, knowledge))
    return draftOf(
      told.map((one) => ({ label: '', told: [one] })),
      comparison,
      knowledge,
    )
  }
  if (comparison.sides.length < 2) return undefined
  const outcomes = await outcomesOf(comparison, knowledge)
  return draftOf(outcomes, comparison, knowledge)
}

const isLikely = ({ asked: { asks } }: Found) =>
  Object.values(asks).every((share) => share <= asks.compare)

/** What is told of a side; or what is said where the report is silent on it. */
interface SideTold {
  readonly label: string
  readonly told: readonly Told[]
  readonly remark?: string
}

function draftOf(
  sides: readonly SideTold[],
  { degrees }: Comparison,
  knowledge: Knowledge,
): Draft | undefined {
  const ids = new Set<string>()
  const outcomes = sides.flatMap(({ label, told }): Outcome[] => {
    const [first] = told
    if (!first || ids.has(first.id)) return []
    ids.add(first.id)
    return [{ label, told: first }]
  })
  const remarks = sides.flatMap(({ remark }) => remark ?? [])
  const [one, other, ...more] = outcomes
  if (!one || (!other && remarks.length === 0)) return undefined
  const sentence =
    other && more.length === 0 ? verdict([one, other], degrees, knowledge) : undefined
  const told = new Map(sides.flatMap(({ told }) => told.map((each) => [each.id, each])))
  const decided = sentence ? [{ ...one.told, sentence }] : []
  return {
    told: [...decided, ...told.values()],
    layout: 'comparison',
    ...(remarks.length > 0 && { remark: remarks.join(' ') }),
  }
}

/** Ranks each side by itself, behind what is asked of all of them. */
async function outcomesOf(comparison: Comparison, knowledge: Knowledge): Promise<SideTold[]> {
  const { retriever } = knowledge
  const found: SideFound[] = []
  for (const side of comparison.sides) {
    const one = retriever.found(await retriever.rank(side.question))
    const statements = one.statements.filter(({ statement }) => !isOverview(statement))
    found.push({ side, found: { ...one, statements } })
  }
  const { degrees } = comparison
  const isApart = ({ side, found: own }: SideFound) =>
    isNamed(side) ||
    found.every((other) => other.side === side || bestOf(other.found) !== bestOf(own))
  if (!found.every(isApart)) return []
  return found.map((one) => {
    const own = ownOf(one, found, knowledge)
    const { label } = one.side
    if (own.statements.length === 0) return { label, told: [], ...silence(one.side, knowledge) }
    const draft = tell(decisive(own, degrees), knowledge)
    return { label, told: draft?.told.slice(0, Math.min(draft.lead ?? 1, most)) ?? [] }
  })
}

const isNamed = ({ entity, year }: Side) => entity !== undefined || year !== undefined
const bestOf = ({ statements: [best] }: Found) => best?.statement.id

/** Keeps to what has a date or a figure where that decides the question, and to all of it where nothing has. */
function decisive(found: Found, degrees: ReadonlySet<Degree>): Found {
  const [best] = found.statements
  const beside = best
    ? found.statements.filter(({ statement }) => keyOf(statement) === keyOf(best.statement))
    : []
  const deciding = beside.filter(({ statement: { fact } }) => fact && decides(fact, degrees))
  return deciding.length > 0 ? { ...found, statements: deciding } : found
}

/** Two sides of so many sentences are what can be taken in side by side. */
const most = 2

interface SideFound {
  readonly side: Side
  readonly found: Found
}

/** What can be told of a side: what names it, or what it likeliest means. */
function ownOf(
  { side, found }: SideFound,
  sides: readonly SideFound[],
  knowledge: Knowledge,
): Found {
  const { entity, year } = side
  const keep = (isOwn: (statement: Statement) => boolean) => ({
    ...found,
    statements: found.statements.filter(({ statement }) => isOwn(statement)),
  })
  if (entity) {
    const names = (id: string) => (one: Statement) => namesOf(one, knowledge).has(id)
    const others = sides.flatMap(({ side: { entity: other } }) =>
      other && other.id !== entity.id ? [other.id] : [],
    )
    const all = keep(names(entity.id))
    // What is said elsewhere of a country or a body has little to do with what is asked of it here.
    const isBody = entity.kind === 'country' || entity.kind === 'organization'
    const named = isBody ? inBest(all, found) : all
    const alone = named.statements.filter(
      ({ statement }) => !others.some((id) => names(id)(statement)),
    )
    return alone.length > 0 ? { ...named, statements: alone } : named
  }
  if (year !== undefined)
    return inBest(
      keep(({ fact }) => fact !== undefined && yearsOf(fact).has(year)),
      found,
    )
  return found
}

/** Nothing where what is likeliest stands in another paragraph than what is likeliest of all. */
function inBest(own: Found, { statements: [best] }: Found): Found {
  const [first] = own.statements
  if (!best || !first) return { ...own, statements: [] }
  const key = keyOf(best.statement)
  return {
    ...own,
    statements: own.statements.filter(({ statement }) => keyOf(statement) === key),
  }
}

function namesOf(
  { fact, text }: Statement,
  { namesIn, gazetteer }: Knowledge,
): ReadonlySet<string> {
  return fact ? namesIn.fact(fact) : new Set(gazetteer(text).map(({ entity }) => entity.id))
}

const keyOf = ({ places: [place] }: Statement) => paragraphKey(place)
const isOverview = ({ fact }: Statement) => fact !== undefined && 'mentions' in fact

/** What is said where the report is silent on a side. */
function silence({ entity, year, label }: Side, { documents }: Knowledge): { remark: string } {
  const { notFound, comparison } = answerWords
  if (entity && !entity.known) return { remark: fill(notFound.country, { country: entity.name }) }
  if (year === undefined)
    return { remark: fill(comparison.silent, { name: entity?.name ?? label }) }
  const last = Math.max(...documents.map((one) => one.year))
  const isLater = Number(year) > last
  return {
    remark: isLater ? fill(notFound.laterYear, { year, last }) : fill(notFound.otherYear, { year }),
  }
}
