import { randomUUID } from 'node:crypto'
import type { BotAdapter, Middleware, TurnContext } from 'botbuilder'
import { fill, words } from '../../prompts/words.js'
import type { Log } from '../log.js'
import { NotKept } from '../store/disk.js'
import { Overloaded } from '../turn-queue.js'

const unsent = Symbol('a reply could not be sent')

/** Has what fails in a turn end in the log and in an apology. */
export function guardTurns(adapter: BotAdapter, log: Log): void {
  adapter.use(rememberUnsent)
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
const notKept = Symbol('something could not be kept')

/** Whether something had to be kept in the turn, such as feedback, and couldn't be. */
export function wasNotKept({ turnState }: TurnContext): boolean {
  return turnState.get(notKept) === true
}
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
    const isNotKept = err instanceof NotKept
    context.turnState.set(notKept, isNotKept)
    // The disk is in the log already, once, however many turns it fails.
    if (!isNotKept) log.error({ id, err, type, channelId }, 'turn failed')
    // Without a response of its own an invoke would pass for one that nobody knows.
    const value = isNotKept ? { status: 503 } : failed
    if (type === 'invoke') await context.sendActivity({ type: 'invokeResponse', value })
    if (type !== 'message' || context.turnState.get(unsent) === true) return
    try {
      const apology = isNotKept ? words.bot.notKept : fill(words.bot.error, { id })
      await context.sendActivity(apology)
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
