import { toCitation } from '../../../bot/citation.js'
import { escapeMarkdown } from '../../../bot/markdown.js'
import type { Reference } from '../../../bot/references.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { fill } from '../../../prompts/words.js'
import { officialUrl } from '../official-url.js'
import { subtle } from './text.js'

/** The foot of a card: its paragraph, and the official reference folded away until it is asked for. */
export function sourceOf(reference: Reference): object[] {
  const { place, digest } = teamsWords.card
  const label = escapeMarkdown(reference.label)
  return [
    subtle(`${fill(place, { label })}. ${digest}`),
    {
      type: 'TextBlock',
      id: citation,
      isVisible: false,
      wrap: true,
      separator: true,
      text: escapeMarkdown(toCitation([reference])),
    },
  ]
}

/** The buttons of a card: the publication where it can be had, the official document, the reference. */
export function sourceActions({ document }: Reference, link?: string): object[] {
  const { open, cite } = teamsWords.card
  const publication =
    link === undefined ? [] : [openUrl(fill(open, { host: new URL(link).host }), link)]
  return [
    ...publication,
    documentAction(document),
    // Folding out needs no server: it works in chats where the bot is no member.
    { type: 'Action.ToggleVisibility', title: cite, targetElements: [citation] },
  ]
}

/** The button that opens the official document. */
export function documentAction(document: string): object {
  return openUrl(teamsWords.card.official, officialUrl(document))
}

const citation = 'citation'

function openUrl(title: string, url: string) {
  return { type: 'Action.OpenUrl', title, url }
}
