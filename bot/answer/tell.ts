import { paragraphKey } from '../../knowledge/citation/passage.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found, FoundStatement } from '../../knowledge/search/found.js'
import { limits } from '../limits.js'
import { adds, withNext } from './repeats.js'
import { toldOf, type Draft, type Told } from './told.js'

/**
 * Tells the likeliest statements of the likeliest paragraph: first those that together are likely
 * enough to hold the answer, then, where that isn't certain, what else the paragraph says that
 * bears on the question.
 */
export function tell({ statements }: Found, knowledge: Knowledge): Draft | undefined {
  const known = statements.filter(({ statement }) => !isOverview(statement))
  const [best] = known
  if (!best) return undefined
  const total = known.reduce((sum, { probability }) => sum + probability, 0)
  const beside = known.filter((one) => keyOf(one) === keyOf(best))
  const { lead, sure, left } = leadOf(beside, total, knowledge)
  const rest = sure < limits.sure ? restOf(left, lead, knowledge) : []
  return { told: [...lead, ...rest], lead: lead.length, layout: 'prose' }
}

interface Lead {
  readonly lead: readonly Told[]
  /** How likely the lead holds the answer. */
  readonly sure: number
  readonly left: readonly FoundStatement[]
}

function leadOf(beside: readonly FoundStatement[], total: number, knowledge: Knowledge): Lead {
  const { statements, words } = limits.lead
  let lead: readonly Told[] = []
  let sure = 0
  for (const [at, { statement, probability }] of beside.entries()) {
    if (sure >= limits.sure || lead.length >= statements)
      return { lead, sure, left: beside.slice(at) }
    const [one] = toldOf(statement, knowledge)
    if (!one) continue
    const next = withNext(lead, one)
    if (lead.length > 0 && wordsOf(textOf(next)) > words) {
      return { lead, sure, left: beside.slice(at) }
    }
    sure += probability / total
    lead = next
  }
  return { lead, sure, left: [] }
}

function restOf(
  left: readonly FoundStatement[],
  lead: readonly Told[],
  knowledge: Knowledge,
): Told[] {
  const rest: Told[] = []
  for (const { statement } of left) {
    const [one] = toldOf(statement, knowledge)
    if (!one) continue
    const before = [...lead, ...rest]
    const isShort = wordsOf(textOf([...before, one])) <= limits.whole.words
    if (isShort && adds(before, one)) rest.push(one)
  }
  return rest
}

const isOverview = ({ fact }: FoundStatement['statement']) =>
  fact !== undefined && 'mentions' in fact
const keyOf = ({ statement }: FoundStatement) => paragraphKey(statement.places[0])
const textOf = (told: readonly Told[]) => told.map(({ sentence }) => sentence.text).join(' ')
const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length
