import type { Activity } from 'botbuilder'
import { toActivity, type Addressee } from '../../bot/handler/activity.js'
import type { Reference } from '../../bot/references.js'
import type { Cited, Line, Reply } from '../../bot/reply.js'
import { teamsWords } from '../../prompts/teams/teams-words.js'
import { fill } from '../../prompts/words.js'
import { cardOf } from './card-of.js'
import { fit } from './fit.js'
import { messageEntity, mostCitations } from './message-entity.js'

/** Teams shows no more taps. */
const mostTaps = 3

/**
 * Writes a reply as Teams shows it best: marks with their citations in the message’s one entity,
 * thumbs under an answer, taps, and a card where a list or the fields of a fact read better so.
 */
export function toTeams(reply: Reply, { user, answer }: Addressee): Partial<Activity> {
  const { suggestions, cited } = reply
  const card = cited && cardOf(cited)
  const isListed = card?.instead === true
  const text = cited && isListed ? leadOf(cited) : textOf(reply)
  const entity = messageEntity(isListed ? [] : reply.references, cited?.generated ?? false)
  // Teams shows no taps beside a card.
  const taps = card === undefined ? suggestions.slice(0, mostTaps) : []
  const { suggestedActions, ...plain } = toActivity({ text, references: [], suggestions: taps })
  return fit({
    ...plain,
    ...(suggestedActions && { suggestedActions: { ...suggestedActions, to: [user] } }),
    ...(entity && { entities: [entity] }),
    ...(card && { attachments: [card.attachment] }),
    ...(answer !== undefined && { channelData: { feedbackLoop: { type: 'custom' } } }),
  })
}

/** Lists of Markdown are lost on phones, so entries are paragraphs of their own. */
function textOf({ text, references, cited }: Reply): string {
  if (cited === undefined) return text.replace(/^- /gm, '• ')
  const { lines, layout } = cited
  const written = lines.map((line) => lineText(line, references))
  if (layout !== 'list') return written.join(' ')
  const lead = hasLead(cited) ? 1 : 0
  return written.map((line, at) => (at < lead ? line : `• ${line}`)).join('\n\n')
}

function lineText({ text, marks }: Line, references: readonly Reference[]): string {
  return [text, ...marks.map((mark) => markText(mark, references))].join(' ')
}

/** Where there are more places than citations, the rest are written out. */
function markText(mark: number, references: readonly Reference[]): string {
  const { paragraph, subparagraph } = references[mark - 1] ?? {}
  if (mark <= mostCitations || paragraph === undefined) return `[${mark}]`
  const place = subparagraph === undefined ? `${paragraph}` : `${paragraph} (${subparagraph})`
  return fill(teamsWords.message.beyond, { place })
}

/** A list that says how many entries it has, before the first. */
function hasLead({ lines, exhibits }: Cited): boolean {
  return exhibits.entries.length > 0 && lines.length > exhibits.entries.length
}

function leadOf(cited: Cited): string {
  const [first] = cited.lines
  if (hasLead(cited) && first) return first.text
  return fill(teamsWords.list.lead, { count: cited.exhibits.entries.length })
}
