import type { Activity } from 'botbuilder'
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
export function readPosted(body: unknown, { id, user }: Room): Partial<Activity> {
  if (typeof body !== 'object' || body === null) throw new Refusal(fault('BadActivity'))
  const fixed = { id: undefined, from: { id: user }, conversation: { id }, recipient: undefined }
  const read = readActivity({ ...body, ...fixed }, false)
  if ('refusal' in read) throw new Refusal(read.refusal)
  checkDepth(read.activity)
  // A client that asks for its replies in another way would otherwise get none over the stream.
  return without(read.activity, 'deliveryMode')
}

/** What is nested too deeply can be read, but not be written again. */
function checkDepth(activity: object): void {
  try {
    JSON.stringify(activity)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refusal(fault('BadActivity', 'The activity must be nested less deeply.'))
  }
}
