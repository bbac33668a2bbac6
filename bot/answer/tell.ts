import { paragraphKey } from '../../knowledge/citation/passage.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found, FoundStatement } from '../../knowledge/search/found.js'
import { limits } from './limits.js'
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
    const kept = lead.filter((before) => adds(textOf([one]), before))
    if (lead.length > 0 && wordsOf(textOf([...kept, one])) > words) {
      return { lead, sure, left: beside.slice(at) }
    }
    sure += probability / total
    // A fuller statement takes the place of a fragment of it that was told before.
    if (lead.length === 0 || adds(textOf(lead), one)) lead = [...kept, one]
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
    const before = textOf([...lead, ...rest])
    const isShort = wordsOf(`${before} ${one.sentence.text}`) <= limits.whole.words
    if (isShort && adds(before, one)) rest.push(one)
  }
  return rest
}

/** Whether a sentence says something that hasn't been said: so many of its longer words are new. */
export function adds(before: string, { sentence }: Told): boolean {
  const said = new Set(longWords(before))
  const words = longWords(sentence.text)
  return words.filter((word) => !said.has(word)).length >= words.length * limits.new
}

const isOverview = ({ fact }: FoundStatement['statement']) =>
  fact !== undefined && 'mentions' in fact
const keyOf = ({ statement }: FoundStatement) => paragraphKey(statement.places[0])
const textOf = (told: readonly Told[]) => told.map(({ sentence }) => sentence.text).join(' ')
const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length
const longWords = (text: string) => text.toLowerCase().match(/[\p{L}\d,.]{4,}/gu) ?? []
