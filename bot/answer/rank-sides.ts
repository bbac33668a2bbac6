import { paragraphKey } from '../../knowledge/citation/passage.js'
import { yearsOf } from '../../knowledge/facts/filter-facts.js'
import type { Entity } from '../../knowledge/entities/entity.js'
import { wordsOf } from '../../knowledge/entities/words.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Statement } from '../../knowledge/search/candidates.js'
import type { Found } from '../../knowledge/search/found.js'
import type { Comparison, Degree, Side } from '../question/sides.js'
import { decides } from './verdict.js'

/** A side of a comparison and what can be told of it, likeliest first; nothing where the report is silent. */
export interface RankedSide {
  readonly side: Side
  readonly found: Found
}

interface Sides {
  /** None where the likeliest is the same for several of them: they don't come apart. */
  readonly sides: readonly RankedSide[]
  /** What is likeliest for every side and names all of them. */
  readonly shared: Statement | undefined
}

/**
 * Ranks each side by a forward pass of its own. What is told of it should fit the whole question
 * as well; where that drowns what sets the sides apart, each is ranked by itself alone.
 */
export async function rankSides(
  text: string,
  { sides, degrees }: Comparison,
  knowledge: Knowledge,
): Promise<Sides> {
  const { retriever } = knowledge
  // The whole was given to the model once already.
  const texts = [text, text, ...sides.map(({ question }) => question)]
  if (!retriever.affords(texts)) return { sides: [], shared: undefined }
  const whole = await retriever.rank(text, true)
  const alone: RankedSide[] = []
  const joined: RankedSide[] = []
  for (const side of sides) {
    const own = await retriever.rank(side.question, true)
    alone.push({ side, found: told(retriever.found(own)) })
    joined.push({ side, found: told(retriever.found(own, whole)) })
  }
  const found = [joined, alone].find(areApart)
  if (!found) return { sides: [], shared: undefined }
  const own = found.map((one) => ({ side: one.side, found: ownOf(one, sides, knowledge) }))
  const decisive = decisiveOf(own, degrees)
  const shared = decisive ? undefined : sharedBy(joined, knowledge)
  return { sides: decisive ?? own, shared }
}

/** Overviews of countries and organizations say everything, and so nothing of one side. */
function told({ statements, ...found }: Found): Found {
  const isOverview = ({ fact }: Statement) => fact !== undefined && 'mentions' in fact
  return { ...found, statements: statements.filter(({ statement }) => !isOverview(statement)) }
}

/** Whether each side has a name or a year that sets it apart, or means something else than the others. */
function areApart(sides: readonly RankedSide[]): boolean {
  if (sides.every(({ side: { entity, year } }) => entity ?? year)) return true
  return new Set(sides.map(({ found }) => bestOf(found)?.id)).size === sides.length
}

const bestOf = ({ statements: [best] }: Found) => best?.statement

/** What can be told of a side: what names it and none of the others, else what names it; where it has no name, all. */
function ownOf(
  { side: { entity, year, isBare }, found }: RankedSide,
  sides: readonly Side[],
  knowledge: Knowledge,
): Found {
  if (year !== undefined) {
    return inBest(
      keep(found, ({ fact }) => fact !== undefined && yearsOf(fact).has(year)),
      found,
    )
  }
  if (!entity) return found
  const { id, kind } = entity
  const all = keep(found, (one) => names(one, entity, knowledge))
  const others = new Set(
    sides.flatMap((side) => (side.entity && side.entity.id !== id ? [side.entity.id] : [])),
  )
  const areOut = (out: (id: string) => boolean) => (one: Statement) =>
    ![...namesOf(one, knowledge)].some(out)
  const isOther = (other: string) => others.has(other)
  if (kind !== 'country' && kind !== 'organization') {
    // Of what has a fact of its own that is what's compared, unless more is asked.
    const itself = keep(all, (one) => isBare === true && one.id === id)
    return first([itself, keep(all, areOut(isOther)), all])
  }
  // What is said elsewhere of a country or a body has little to do with what is asked of it here.
  const here = inBest(all, found)
  const isOfKind = (other: string) => other !== id && knowledge.factById.get(other)?.kind === kind
  return first([keep(here, areOut(isOfKind)), keep(here, areOut(isOther)), here])
}

/** The first that holds something, else the last. */
function first(all: readonly [Found, ...Found[]]): Found {
  return all.find(({ statements }) => statements.length > 0) ?? all[0]
}

/** Whether a statement names an entity, be it in the name of another. */
function names(one: Statement, { id, name }: Entity, knowledge: Knowledge): boolean {
  const wordsIn = (text: string) =>
    ` ${wordsOf(text)
      .map(({ folded }) => folded)
      .join(' ')} `
  return namesOf(one, knowledge).has(id) || wordsIn(one.text).includes(wordsIn(name))
}

function keep(found: Found, isKept: (statement: Statement) => boolean): Found {
  return { ...found, statements: found.statements.filter(({ statement }) => isKept(statement)) }
}

/** Nothing where what is likeliest of all stands in another paragraph. */
function inBest(own: Found, all: Found): Found {
  const [best, first] = [bestOf(all), bestOf(own)]
  if (!best || !first) return keep(own, () => false)
  return keep(own, (one) => keyOf(one) === keyOf(best))
}

const keyOf = ({ places: [place] }: Statement) => paragraphKey(place)

function namesOf(
  { fact, text }: Statement,
  { namesIn, gazetteer }: Knowledge,
): ReadonlySet<string> {
  return fact ? namesIn.fact(fact) : new Set(gazetteer(text).map(({ entity }) => entity.id))
}

/** The sides kept to what decides the question, where each has it of the same kind in its paragraph. */
function decisiveOf(
  sides: readonly RankedSide[],
  degrees: ReadonlySet<Degree>,
): RankedSide[] | undefined {
  const deciding = sides.map(({ side, found }) => {
    const best = bestOf(found)
    return {
      side,
      found: keep(
        found,
        (one) =>
          best !== undefined &&
          keyOf(one) === keyOf(best) &&
          one.fact !== undefined &&
          decides(one.fact, degrees),
      ),
    }
  })
  const isOf = (kind: string) => (one: Statement) =>
    one.fact !== undefined && kindOf(one.fact) === kind
  const kinds =
    deciding[0]?.found.statements.flatMap(({ statement: { fact } }) =>
      fact ? [kindOf(fact)] : [],
    ) ?? []
  const shared = kinds.find((kind) =>
    deciding.every(({ found }) => keep(found, isOf(kind)).statements.length > 0),
  )
  if (shared === undefined) return undefined
  return deciding.map(({ side, found }) => ({ side, found: keep(found, isOf(shared)) }))
}

/** What can be compared with each other: dates of one kind of thing, figures of one unit. */
const kindOf = (fact: Fact) => (fact.kind === 'figure' ? `${fact.kind} ${fact.unit}` : fact.kind)

function sharedBy(sides: readonly RankedSide[], knowledge: Knowledge): Statement | undefined {
  const [best, ...others] = sides.map(({ found }) => bestOf(found))
  if (!best || others.some((one) => one?.id !== best.id)) return undefined
  return sides.every(({ side: { entity } }) => entity && names(best, entity, knowledge))
    ? best
    : undefined
}
