import type { FactSheet } from '../../bot/fact-sheet.js'
import type { Cited } from '../../bot/reply.js'
import { attached } from '../cards/adaptive-card.js'
import { chartCard } from './cards/chart-card.js'
import { comparisonCard } from './cards/comparison-card.js'
import { factCard } from './cards/item-card.js'
import { listCard, pageSize } from './cards/list-card.js'

/** A card that goes with an answer. */
export interface AnswerCard {
  readonly attachment: object & { readonly contentType: string }
  /** Whether it shows the sentences themselves, so that the message need not repeat them. */
  readonly instead: boolean
}

/**
 * The card that shows an answer better than its text alone: a long list in pages, figures as bars,
 * two things side by side, a publication with what can be done with it; undefined where none does.
 */
export function cardOf(cited: Cited): AnswerCard | undefined {
  const { entries, figures, sheets } = cited.exhibits
  if (entries.length > pageSize) {
    return { attachment: attached(firstPage(cited)), instead: true }
  }
  const chart = figures.length >= 2 ? chartCard(figures) : undefined
  const card = chart ?? comparisonCard(sheets) ?? publicationCard(sheets)
  return card && { attachment: attached(card), instead: false }
}

function publicationCard([first, ...others]: readonly FactSheet[]) {
  return first?.kind === 'publication' && others.length === 0 ? factCard(first) : undefined
}

function firstPage({ lines, exhibits, references }: Cited) {
  const { entries: ids } = exhibits
  const entries = lines.slice(lines.length - ids.length).slice(0, pageSize)
  return listCard({
    ids,
    page: 0,
    entries: entries.map(({ text, marks }) => ({
      text,
      references: marks.flatMap((mark) => references[mark - 1] ?? []),
    })),
  })
}
