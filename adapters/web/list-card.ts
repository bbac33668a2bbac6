import cards from '../../prompts/web/cards.json' with { type: 'json' }
import { fill } from '../../prompts/words.js'
import { adaptiveCard, attached, table } from '../cards/adaptive-card.js'
import type { Entry } from './list-entries.js'

/** Entries that are shown before the reader asks for the rest. */
const shown = 6

type Row = readonly string[]

/** Lays entries out as a table; what is beyond the first six is folded away. */
export function toListCard(entries: readonly Entry[]) {
  const { list } = cards
  const rows = toRows(entries)
  const fallbackText = rows.map((row) => row.join(' | ')).join('\n')
  // A single entry takes no more room than the button that would hide it.
  if (rows.length <= shown + 1) return attached(adaptiveCard([tableOf(rows)], { fallbackText }))
  const rest = tableOf(rows.slice(shown), false)
  return attached(
    adaptiveCard(
      [
        tableOf(rows.slice(0, shown)),
        { type: 'Container', id: 'rest', isVisible: false, spacing: 'None', items: [rest] },
        toggle('more', fill(list.more, { count: rows.length }), true),
        toggle('fewer', list.fewer, false),
      ],
      { fallbackText },
    ),
  )
}

/** Where every entry ends in brackets, such as `(manual, 2011)`, these get a column of their own. */
function toRows(entries: readonly Entry[]): Row[] {
  const parts = entries.map(({ text }) => /^(.+) \(([^()]+)\)\.?$/.exec(text))
  return parts.every((match) => match !== null)
    ? parts.map(([, name = '', details = ''], at) => [name, details, entries[at]?.places ?? ''])
    : entries.map(({ text, places }) => [text, places])
}

function tableOf(rows: readonly Row[], headed = true) {
  const { entry, details, paragraph } = cards.list
  const wide = rows[0]?.length === 3
  const head = wide ? [entry, details, paragraph] : [entry, paragraph]
  const widths = wide ? [5, 3, 2] : [5, 1]
  return table([...(headed ? [head] : []), ...rows], { widths, headed })
}

function toggle(id: string, title: string, isVisible: boolean) {
  const targetElements = ['rest', 'more', 'fewer']
  const actions = [{ type: 'Action.ToggleVisibility', title, targetElements }]
  return { type: 'ActionSet', id, isVisible, actions }
}
