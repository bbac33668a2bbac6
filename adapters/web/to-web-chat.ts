import type { Activity } from '../../bot/handler/activity.js'
import { toActivity } from '../../bot/handler/channel.js'
import { escapeMarkdown } from '../../bot/markdown.js'
import type { Reference } from '../../bot/references.js'
import type { Reply } from '../../bot/reply.js'
import cards from '../../prompts/web/cards.json' with { type: 'json' }
import { fill } from '../../prompts/words.js'
import { toListCard } from './list-card.js'
import { toEntries, type EntryList } from './list-entries.js'

/**
 * Writes a reply as Web Chat shows it best: marks that open their passage, thumbs under an answer,
 * and a long list as a table that folds.
 *
 * @param id the answer's id, where readers may judge it
 */
export function toWebChat(reply: Reply, id?: string): Activity {
  const { references, note } = reply
  const plain = toActivity({ ...reply, references: [] })
  const list = toEntries(reply)
  const text = list ? summaryOf(list) : withPills(reply.text)
  const message = toMessage(references, id)
  return {
    ...plain,
    text: [text, ...(note === undefined ? [] : [note]), ...references.map(definition)]
      .join('\n\n')
      .trim(),
    ...(message && { entities: [message] }),
    ...(list && { attachments: [toListCard(list.entries)] }),
  }
}

/**
 * In Markdown `[1][2]` would be one link, from the text 1 to the place 2; and the line that leads
 * a list is no entry of it.
 */
function withPills(text: string): string {
  return text.replace(/(?<=\[\d+\])(?=\[\d+\])/g, ' ').replace(/^- (.*:(?: ?\[\d+\])+)\n/, '$1\n\n')
}

/** A table's rows name their paragraphs, and Web Chat lists every definition below the text. */
function summaryOf({ lead, entries }: EntryList): string {
  return lead ?? fill(cards.list.count, { count: entries.length })
}

function definition({ label }: Reference, index: number): string {
  return `[${index + 1}]: cite:${index + 1} "${label.replace(/["\\]/g, '\\$&')}"`
}

/** The one entity that Web Chat reads citations and thumbs from. */
function toMessage(references: readonly Reference[], id: string | undefined) {
  if (references.length === 0 && id === undefined) return undefined
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    // Web Chat knows the entity of the message itself by its empty id.
    '@id': '',
    citation: references.map(claim),
    ...(id !== undefined && { potentialAction: thumbs(id) }),
    keywords: ['AllowCopy'],
  }
}

/** Without a URL the passage opens in the page. */
function claim({ document, label, quote, abstract = quote }: Reference, index: number) {
  const { ownWords, official } = cards.passage
  return {
    '@type': 'Claim',
    position: index + 1,
    appearance: {
      '@type': 'DigitalDocument',
      name: label,
      text: [escapeMarkdown(quote), ownWords, fill(official, { document })].join('\n\n'),
      abstract: abstract.slice(0, 160),
    },
  }
}

/** Web Chat sends the pressed action back as it is, and nothing else that names the message. */
function thumbs(id: string) {
  return ['LikeAction', 'DislikeAction'].map((kind) => ({
    '@type': kind,
    '@id': `_:${kind}-${id}`,
    actionStatus: 'PotentialActionStatus',
    identifier: id,
  }))
}
