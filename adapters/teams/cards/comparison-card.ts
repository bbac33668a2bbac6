import type { FactSheet } from '../../../bot/answer/fact-sheet.js'
import { escapeMarkdown } from '../../../bot/markdown.js'
import type { FieldName } from '../../../bot/answer/fields.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { adaptiveCard, table } from '../../cards/adaptive-card.js'
import { heading } from './text.js'

/** Columns beyond these don't fit a phone. */
const mostSides = 3

/**
 * Sets facts of one kind side by side, field by field, or one below the other on a phone, by the
 * `targetWidth` of Teams’ responsive cards; undefined where fewer than two are of one
 * kind or nothing is known of them but their names.
 */
export function comparisonCard(sheets: readonly FactSheet[]) {
  const kind = sheets.find(({ id }, at) =>
    sheets.some((other, place) => place > at && other.id !== id && other.kind === sheets[at]?.kind),
  )?.kind
  const sides = sheets.filter((sheet) => sheet.kind === kind).slice(0, mostSides)
  const names = [...new Set(sides.flatMap((side) => side.fields.map(({ name }) => name)))]
  if (sides.length < 2 || names.length === 0) return undefined
  const { fields, comparison } = teamsWords
  const rows = [
    [comparison.head, ...sides.map(({ title }) => title)],
    ...names.map((name) => [fields[name], ...sides.map((sheet) => valueOf(sheet, name))]),
    [fields.paragraph, ...sides.map(({ reference }) => reference.label)],
  ]
  const escaped = rows.map((row) => row.map(escapeMarkdown))
  const widths = [2, ...sides.map(() => 3)]
  const fallbackText = rows.map((row) => row.join(' | ')).join('\n')
  const beside = { ...table(escaped, { widths }), targetWidth: 'atLeast:standard' }
  return adaptiveCard([beside, ...stacked(escaped)], { fallbackText, isWide: true })
}

/** The same one below the other, where Teams has the width of a phone. */
function stacked([[, ...titles] = [], ...rows]: readonly (readonly string[])[]): object[] {
  return titles.map((title, at) => {
    const facts = rows.map(([name = '', ...values]) => ({ title: name, value: values[at] ?? '' }))
    const items = [heading(title), { type: 'FactSet', facts }]
    return { type: 'Container', separator: at > 0, targetWidth: 'atMost:narrow', items }
  })
}

function valueOf({ fields }: FactSheet, name: FieldName): string {
  return fields.find((field) => field.name === name)?.value ?? teamsWords.comparison.none
}
