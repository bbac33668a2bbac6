import type { Activity } from '../../bot/handler/activity.js'
import { readActivity } from '../bot-framework/incoming.js'
import { fault } from '../http/faults.js'
import { Refusal } from './refusal.js'
import type { Room } from './room.js'
import { without } from './without.js'

/**
 * Reads what a client posted as an activity of this room's user.
 *
 * @throws Refusal with what is wrong where it isn't one
 */
export function readPosted(body: unknown, { id, user }: Room): Activity {
  if (typeof body !== 'object' || body === null) throw new Refusal(fault('BadActivity'))
  const fixed = { id: undefined, from: { id: user }, conversation: { id }, recipient: undefined }
  const read = readActivity({ ...body, ...fixed }, false)
  if ('refusal' in read) throw new Refusal(read.refusal)
  // A client that asks for its replies in another way would otherwise get none over the stream.
  return without(read.activity, 'deliveryMode')
}
