import type { FactSheet } from '../../bot/answer/fact-sheet.js'
import type { Cited } from '../../bot/reply.js'
import { chartCard } from './cards/chart-card.js'
import { comparisonCard } from './cards/comparison-card.js'
import { factCard } from './cards/item-card.js'
import { listCard, pageSize } from './cards/list-card.js'

/**
 * The card that adds to an answer: figures as bars, two things side by side, a publication with
 * what can be done with it; undefined where the text says all.
 */
export function cardBeside({ exhibits }: Cited) {
  const { figures, sheets } = exhibits
  const chart = figures.length >= 2 ? chartCard(figures) : undefined
  return chart ?? comparisonCard(sheets) ?? publicationCard(sheets)
}

/** The first page of a list that is too long to be read as text; undefined where it is none. */
export function cardInstead({ lines, exhibits, references }: Cited) {
  const { entries: ids } = exhibits
  if (ids.length <= pageSize) return undefined
  const start = lines.length - ids.length
  const [lead] = lines.slice(0, start)
  const entries = lines.slice(start, start + pageSize).map(({ text, marks }) => ({
    text,
    references: marks.flatMap((mark) => references[mark - 1] ?? []),
  }))
  return listCard({ ids, page: 0, entries, ...(lead && { lead: lead.text }) })
}

function publicationCard([first, ...others]: readonly FactSheet[]) {
  return first?.kind === 'publication' && others.length === 0 ? factCard(first) : undefined
}
