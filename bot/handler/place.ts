import type { TurnContext } from 'botbuilder'
import type { Asked } from '../dialogue.js'

/** Where an activity was sent: conversations of two channels may bear the same id. */
export function placeOf({ activity: { channelId, conversation } }: TurnContext): string {
  return `${channelId}/${conversation.id}`
}

/** The message that an activity is, edits or deletes, and whose memory it joins: each person has one of their own. */
export function askedIn(context: TurnContext): Asked {
  const { from, id: message } = context.activity
  const place = placeOf(context)
  return { conversation: isAmongOthers(context) ? `${place}/${from.id}` : place, message }
}

/** Whether people other than the user hear the conversation. */
export function isAmongOthers({ activity: { conversation } }: TurnContext): boolean {
  const type: string | undefined = conversation.conversationType
  return conversation.isGroup || type === 'channel' || type === 'groupChat'
}
