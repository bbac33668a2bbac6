import type { Activity } from '../../bot/handler/activity.js'
import { toActivity, type Addressee } from '../../bot/handler/channel.js'
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
 * and then name neither, so that they could not be changed. Taps go with the last message, since
 * the next one would take them away.
 */
export function toTeams(reply: Reply, to: Addressee): Activity[] {
  const ways = waysToSay(reply).map((messages) => completed(messages, reply, to))
  const way = ways.find((messages) => messages.every((one) => !one.attachments || fits(one)))
  return (way ?? completed([textMessage(reply)], reply, to)).map(fit)
}

/** The messages that could say a reply, the best first; a card may turn out too long. */
function waysToSay(reply: Reply): Activity[][] {
  const { cited, note } = reply
  const list = cited && cardInstead(cited)
  const beside = cited && cardBeside(cited)
  return [
    ...(list ? [[cardMessage(list), ...(note === undefined ? [] : [plain(note)])]] : []),
    ...(beside ? [[textMessage(reply), cardMessage(beside)]] : []),
  ]
}

/** Puts thumbs on the first message and taps on the last. */
function completed(
  [first, ...others]: Activity[],
  reply: Reply,
  { user, answer }: Addressee,
): Activity[] {
  const messages = [{ ...first, ...thumbs(answer) }, ...others]
  return [...messages.slice(0, -1), { ...messages.at(-1), ...taps(reply, user) }]
}

function textMessage(reply: Reply): Activity {
  const entity = messageEntity(reply.references, reply.cited?.generated ?? false)
  return { ...plain(textOf(reply), reply.note), ...(entity && { entities: [entity] }) }
}

function plain(text: string, note?: string): Activity {
  const noted = note === undefined ? {} : { note }
  return toActivity({ text, references: [], suggestions: [], ...noted })
}

/** What a card says stands in its fallback text too, whose first line tells what it is about. */
function cardMessage(card: { fallbackText: string }): Activity {
  const [summary = ''] = card.fallbackText.split('\n')
  return { type: 'message', summary, attachments: [attached(card)] }
}

function thumbs(answer: string | undefined): Activity {
  return answer === undefined ? {} : { channelData: { feedbackLoop: { type: 'custom' } } }
}

function taps({ suggestions }: Reply, user: string): Activity {
  const shown = suggestions.slice(0, mostTaps)
  const { suggestedActions } = toActivity({ text: '', references: [], suggestions: shown })
  return suggestedActions ? { suggestedActions: { ...suggestedActions, to: [user] } } : {}
}
