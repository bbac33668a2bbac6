const contentType = 'application/vnd.microsoft.card.adaptive'

/** What a card consists of besides its body. */
export interface CardParts {
  readonly actions?: readonly object[]
  /** What clients show that can't draw the card. */
  readonly fallbackText: string
  /** Whether Teams may draw it as wide as the conversation. */
  readonly isWide?: boolean
}

/** Makes an Adaptive Card; version 1.5 is the first with tables. */
export function adaptiveCard(body: readonly object[], parts: CardParts) {
  const { actions = [], fallbackText, isWide = false } = parts
  const width = isWide ? { msteams: { width: 'Full' } } : {}
  return { type: 'AdaptiveCard', version: '1.5', body, actions, fallbackText, ...width }
}

/** Wraps a card as an attachment. */
export function attached(content: object) {
  return { contentType, content }
}

/** Shows texts row by row, the first row as the head where the table has one. */
export function table(
  rows: readonly (readonly string[])[],
  { widths, headed = true }: { readonly widths: readonly number[]; readonly headed?: boolean },
) {
  return {
    type: 'Table',
    firstRowAsHeader: headed,
    showGridLines: true,
    columns: widths.map((width) => ({ width })),
    rows: rows.map((texts) => ({ type: 'TableRow', cells: texts.map(cell) })),
  }
}

function cell(text: string) {
  return { type: 'TableCell', items: [{ type: 'TextBlock', text, wrap: true }] }
}
