import type { Activity } from 'botbuilder'
import { toActivity, type Addressee } from '../../bot/handler/activity.js'
import type { Reply } from '../../bot/reply.js'
import { attached } from '../cards/adaptive-card.js'
import { cardBeside, cardInstead } from './card-of.js'
import { fit, fits } from './fit.js'
import { messageEntity } from './message-entity.js'
import { textOf } from './text-of.js'

/** Teams shows no more taps. */
const mostTaps = 3

/**
 * Writes a reply as Teams shows it best: marks with their citations in the message’s one entity,
 * thumbs under an answer and taps. A long list is a card with pages instead; figures, a comparison
 * or a publication come as a card besides, in a message of its own: Teams would part them anyway,
 * and then name neither, so that they could not be changed.
 */
export function toTeams(reply: Reply, to: Addressee): Partial<Activity>[] {
  const { cited } = reply
  const list = cited && cardInstead(cited)
  const paged = list && cardMessage(list, to)
  if (paged && fits(paged)) return [paged]
  const beside = cited && cardBeside(cited)
  const extra = beside && cardMessage(beside)
  return [fit(textMessage(reply, to)), ...(extra && fits(extra) ? [extra] : [])]
}

function textMessage(reply: Reply, { user, answer }: Addressee): Partial<Activity> {
  const taps = reply.suggestions.slice(0, mostTaps)
  const plain = { text: textOf(reply), references: [], suggestions: taps }
  const { suggestedActions, ...message } = toActivity(plain)
  const entity = messageEntity(reply.references, reply.cited?.generated ?? false)
  return {
    ...message,
    ...(suggestedActions && { suggestedActions: { ...suggestedActions, to: [user] } }),
    ...(entity && { entities: [entity] }),
    ...thumbs(answer),
  }
}

/** What a card says stands in its fallback text too, whose first line tells what it is about. */
function cardMessage(card: { fallbackText: string }, to?: Addressee): Partial<Activity> {
  const [summary = ''] = card.fallbackText.split('\n')
  return { type: 'message', summary, attachments: [attached(card)], ...thumbs(to?.answer) }
}

function thumbs(answer: string | undefined) {
  return answer === undefined ? {} : { channelData: { feedbackLoop: { type: 'custom' } } }
}
