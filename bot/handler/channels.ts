import type { Activity, TurnContext } from 'botbuilder'
import { toActivity, type Channel } from './activity.js'
import type { Reply } from '../reply.js'

/** How each channel shows what the bot says, by the id of the channel that an activity came from. */
export class Channels {
  readonly #known: ReadonlyMap<string, Channel>

  constructor(known: Readonly<Record<string, Channel>>) {
    this.#known = new Map(Object.entries(known))
  }

  /** The channel of a turn, where it is one with a face of its own. */
  of({ activity }: TurnContext): Channel | undefined {
    return this.#known.get(activity.channelId)
  }

  /** Writes a reply for the channel and the user of a turn; `answer` is its id where it can be judged. */
  render(context: TurnContext, reply: Reply, answer?: string): readonly Partial<Activity>[] {
    const to = { user: context.activity.from.id, answer }
    return this.of(context)?.render(reply, to) ?? [toActivity(reply)]
  }
}
