import type { Activity } from '../../bot/handler/activity.js'
import { without } from './without.js'

/** The bot as users of the web chat see it. */
export const bot = { id: 'ctoc-assistant', name: 'CTOC assistant', role: 'bot' } as const

/** The channel's name in activities, which tells the bot how to write its replies. */
export const channelId = 'webchat'

/** Where an activity stands in its conversation. */
export interface Position {
  readonly id: string
  /** Increasing; the client sorts by it. */
  readonly sequence: number
}

/**
 * Writes on an activity what only the server may say of it: who, where, when. All else, the
 * client's own `clientActivityID` above all, stays as it was: the client waits for it.
 */
export function stamp(
  activity: Activity,
  room: { readonly id: string; readonly user: string },
  { id, sequence, from }: Position & { readonly from: 'bot' | 'user' },
): Activity {
  const user = { id: room.user, name: '', role: 'user' as const }
  const given: unknown = activity.channelData
  const channelData = { ...(typeof given === 'object' ? given : {}) }
  return {
    ...without(activity, 'serviceUrl', 'callerId'),
    id,
    timestamp: new Date(),
    channelId,
    from: from === 'bot' ? bot : user,
    recipient: from === 'bot' ? user : bot,
    conversation: { id: room.id, isGroup: false, conversationType: 'personal', name: '' },
    channelData: { ...channelData, 'webchat:sequence-id': sequence },
  }
}
