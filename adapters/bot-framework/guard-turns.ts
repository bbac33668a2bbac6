import { randomUUID } from 'node:crypto'
import type { BotAdapter, Middleware, TurnContext } from 'botbuilder'
import { fill, words } from '../../prompts/words.js'
import type { Log } from '../log.js'
import { Overloaded } from '../turn-queue.js'
import { Deliveries } from './deliveries.js'

const unsent = Symbol('a reply could not be sent')

/**
 * Lets each delivery through once, and has what fails in a turn end in the log and in an apology.
 */
export function guardTurns(adapter: BotAdapter, log: Log): void {
  adapter.use(rememberUnsent, new Deliveries(log))
  adapter.onTurnError = turnErrorHandler(log)
}

/** Remembers that a reply could not be sent, since an apology would go the same way. */
const rememberUnsent: Middleware = {
  async onTurn(context, next) {
    context.onSendActivities(async (_context, _activities, send) => {
      try {
        return await send()
      } catch (error) {
        context.turnState.set(unsent, true)
        throw error
      }
    })
    await next()
  },
}

const failed = { status: 500 }
const busy = { status: 503 }

/**
 * The one error handler of turns: the cause goes to the log, an apology to the user. Who asks when
 * too many do is told when to ask again: Teams repeats a delivery that isn't answered with 200, which
 * would bring still more.
 */
function turnErrorHandler(log: Log) {
  return async (context: TurnContext, err: unknown): Promise<void> => {
    if (err instanceof Overloaded) return sayWhenToAsk(context, err)
    const id = randomUUID().slice(0, 8)
    const { type, channelId }: { type: string; channelId: string } = context.activity
    log.error({ id, err, type, channelId }, 'turn failed')
    // Without a response of its own an invoke would pass for one that nobody knows.
    if (type === 'invoke') await context.sendActivity({ type: 'invokeResponse', value: failed })
    if (type !== 'message' || context.turnState.get(unsent) === true) return
    try {
      await context.sendActivity(fill(words.bot.error, { id }))
    } catch (failure) {
      log.error({ id, err: failure }, 'apology not sent')
    }
  }
}

async function sayWhenToAsk(context: TurnContext, { seconds }: Overloaded): Promise<void> {
  const { type } = context.activity
  const said = { type: 'message', text: fill(words.bot.busy, { seconds }) }
  await context.sendActivity(type === 'invoke' ? { type: 'invokeResponse', value: busy } : said)
}
