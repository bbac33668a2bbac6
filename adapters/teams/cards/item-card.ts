import type { FactSheet } from '../../../bot/answer/fact-sheet.js'
import type { Item } from '../../../bot/library.js'
import { escapeMarkdown } from '../../../bot/markdown.js'
import type { Reference } from '../../../bot/references.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { fill } from '../../../prompts/words.js'
import { adaptiveCard } from '../../cards/adaptive-card.js'
import { sourceActions, sourceOf } from './source.js'
import { heading, paragraph } from './text.js'

/** A passage or a fact as a card that can stand alone in anybody’s message. */
export function itemCard(item: Item) {
  return 'sheet' in item ? factCard(item.sheet) : passageCard(item.passage)
}

/** A fact with its fields: a publication with its type, year, status and languages, an event, a figure. */
export function factCard({ title, statement, fields, reference, link }: FactSheet) {
  const facts = fields.map(({ name, value }) => ({
    title: teamsWords.fields[name],
    value: escapeMarkdown(value),
  }))
  const says = title === statement ? [] : [paragraph(escapeMarkdown(statement))]
  const body = [
    heading(escapeMarkdown(title)),
    ...(facts.length === 0 ? [] : [{ type: 'FactSet', facts }]),
    ...says,
    ...sourceOf(reference),
  ]
  const lines = fields.map(({ name, value }) =>
    fill(teamsWords.card.field, { name: teamsWords.fields[name], value }),
  )
  const fallbackText = [statement, ...lines, reference.label].join('\n')
  return adaptiveCard(body, { actions: sourceActions(reference, link), fallbackText })
}

function passageCard(passage: Reference) {
  const { label, section = '', quote } = passage
  const body = [
    heading(escapeMarkdown(label)),
    ...(section === '' ? [] : [paragraph(escapeMarkdown(section))]),
    paragraph(escapeMarkdown(quote)),
    ...sourceOf(passage),
  ]
  const fallbackText = fill(teamsWords.card.passage, { label, text: quote })
  return adaptiveCard(body, { actions: sourceActions(passage), fallbackText })
}
