import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { Query } from '../question/query.js'
import { comparisonIn, type Comparison, type Side } from '../question/sides.js'
import { figuresNamed } from './calculate.js'
import { rankSides, type RankedSide } from './rank-sides.js'
import { adds } from './repeats.js'
import { tell } from './tell.js'
import { toldOf, toldOfFact, type Draft, type Told } from './told.js'
import { verdict } from './verdict.js'
import { limits } from '../limits.js'

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
    const sides = told.map((one) => ({ label: '', told: [one] }))
    return draftOf(sides, comparison, knowledge)
  }
  if (comparison.sides.length < 2) return undefined
  const { sides, shared } = await rankSides(text, comparison, knowledge)
  const draft = draftOf(
    sides.map((side) => toldOfSide(side, knowledge)),
    comparison,
    knowledge,
  )
  const both = shared && toldOf(shared, knowledge)[0]
  return draft && both ? behind(both, draft) : draft
}

const isLikely = ({ asked: { asks } }: Found) =>
  Object.values(asks).every((share) => share <= asks.compare)

/** What is told of a side, or what is said where the report is silent on it. */
interface SideTold {
  /** The user's own words for it. */
  readonly label: string
  readonly told: readonly Told[]
  readonly remark?: string
}

function toldOfSide({ side, found }: RankedSide, knowledge: Knowledge): SideTold {
  const draft = tell(found, knowledge)
  const { label } = side
  const { onSide: most } = limits.glance
  if (!draft) return { label, told: [], remark: silence(side, knowledge) }
  return { label, told: draft.told.slice(0, Math.min(draft.lead ?? most, most)) }
}

function draftOf(
  sides: readonly SideTold[],
  { degrees }: Comparison,
  knowledge: Knowledge,
): Draft | undefined {
  const told = new Map(sides.flatMap((side) => side.told.map((one) => [one.id, one])))
  const remarks = sides.flatMap(({ remark }) => remark ?? [])
  const outcomes = sides.flatMap(({ label, told: [first] }) =>
    first ? [{ label, told: first }] : [],
  )
  const isApart = new Set(outcomes.map((one) => one.told.id)).size === outcomes.length
  const [one, other, ...more] = outcomes
  if (!one || !isApart || outcomes.length + remarks.length < 2) return undefined
  const isPair = other !== undefined && more.length === 0
  const sentence = isPair ? verdict([one, other], degrees, knowledge) : undefined
  return {
    told: [...(sentence ? [{ ...one.told, sentence }] : []), ...told.values()],
    layout: 'comparison',
    ...(remarks.length > 0 && { remark: remarks.join(' ') }),
  }
}

/** Puts what speaks of all sides at once before what is told of each, as far as that adds to it. */
function behind(shared: Told, draft: Draft): Draft {
  const rest = draft.told.filter((one) => one.id !== shared.id && adds([shared], one))
  return { ...draft, told: [shared, ...rest] }
}

/** What is said where the report is silent on a side. */
function silence({ entity, year, label }: Side, { documents }: Knowledge): string {
  const { notFound, comparison } = answerWords
  if (entity && !entity.known) return fill(notFound.country, { country: entity.name })
  if (year === undefined) return fill(comparison.silent, { name: entity?.name ?? label })
  const last = Math.max(...documents.map((one) => one.year))
  return Number(year) > last
    ? fill(notFound.laterYear, { year, last })
    : fill(notFound.otherYear, { year })
}
