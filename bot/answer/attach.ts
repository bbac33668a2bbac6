import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Exhibits, Figure } from './exhibits.js'
import { toFactSheet } from './fact-sheet.js'
import { quantity } from './fields.js'
import type { Draft, Told } from './told.js'

/** Gathers what can be shown of the facts that were told. */
export function attach({ told, layout }: Draft, knowledge: Knowledge): Exhibits {
  const entries = told.flatMap(({ entry }) => entry ?? [])
  if (entries.length > 0) return { entries, sheets: [], figures: [] }
  const facts = [...new Set(told.flatMap(({ fact }) => fact ?? []))]
  const laidOut = facts.filter(isLaidOut)
  const shown =
    laidOut.length > 0 ? laidOut : publicationsNamed(facts, layout === 'comparison', knowledge)
  const sheets = shown.flatMap((fact) => toFactSheet(fact, knowledge) ?? [])
  return { entries, sheets, figures: figuresIn(told, knowledge) }
}

/** The one publication that the first of the facts is about, where it is about one; all in a comparison. */
function publicationsNamed(
  [first]: readonly Fact[],
  isCompared: boolean,
  { namesIn, factById }: Knowledge,
): Fact[] {
  if (first === undefined || 'mentions' in first) return []
  const named = [...namesIn.fact(first)].flatMap((id) => factById.get(id) ?? [])
  const publications = named.filter(({ kind }) => kind === 'publication')
  return isCompared || publications.length === 1 ? publications : []
}

const isLaidOut = ({ kind }: Fact) =>
  kind === 'publication' || kind === 'programme' || kind === 'event' || kind === 'document'

/** Figures are shown together only where one sentence or more names each with its unit. */
function figuresIn(told: readonly Told[], { facts }: Knowledge): Figure[] {
  const text = told.map(({ sentence }) => sentence.text).join(' ')
  const paragraphs = told.flatMap(({ sentence }) => sentence.passages.map((one) => one.paragraph))
  const stated = facts.all.filter(
    (fact): fact is Figure =>
      fact.kind === 'figure' &&
      fact.paragraphs.every((one) => paragraphs.includes(one)) &&
      states(text, quantity(fact)),
  )
  const alike = stated.filter((fact) =>
    stated.some((one) => one !== fact && one.unit === fact.unit && one.scope === fact.scope),
  )
  const [first] = alike
  return alike.filter(({ unit, scope }) => unit === first?.unit && scope === first.scope)
}

/** Whether a text has a quantity as it is, and not at the end of a larger number. */
function states(text: string, amount: string): boolean {
  const at = text.indexOf(amount)
  return at >= 0 && !/[\d.,]$/.test(text.slice(0, at))
}
