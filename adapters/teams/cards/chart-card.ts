import type { Figure } from '../../../bot/answer/exhibits.js'
import { quantity } from '../../../bot/answer/fields.js'
import { escapeMarkdown } from '../../../bot/markdown.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { fill } from '../../../prompts/words.js'
import { adaptiveCard } from '../../cards/adaptive-card.js'
import { heading } from './text.js'

/**
 * Draws figures of one unit and scope as bars, largest first, where Teams can; other clients list
 * them. The figures themselves stand in the message, each with its paragraph.
 */
export function chartCard(figures: readonly Figure[]) {
  const sorted = figures.toSorted((a, b) => b.value - a.value)
  const title = titleOf(sorted)
  const chart = {
    type: 'Chart.HorizontalBar',
    title,
    xAxisTitle: sorted[0]?.unit ?? '',
    data: sorted.map((figure) => ({ x: labelOf(figure), y: figure.value })),
    fallback: { type: 'Container', items: [heading(escapeMarkdown(title)), factSet(sorted)] },
  }
  const lines = sorted.map((figure) => `${figure.what}: ${quantity(figure)}`)
  return adaptiveCard([chart], { fallbackText: [title, ...lines].join('\n') })
}

function titleOf([first]: readonly Figure[]): string {
  const { title, undated } = teamsWords.chart
  const { scope = '', year } = first ?? {}
  const text = year === undefined ? fill(undated, { scope }) : fill(title, { scope, year })
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function labelOf({ what, bound }: Figure): string {
  return bound === 'exactly' ? what : fill(teamsWords.chart.bound, { what, bound })
}

function factSet(figures: readonly Figure[]) {
  const facts = figures.map((figure) => ({
    title: escapeMarkdown(figure.what),
    value: escapeMarkdown(quantity(figure)),
  }))
  return { type: 'FactSet', facts }
}
