import { randomUUID } from 'node:crypto'
import type { Middleware, TurnContext } from 'botbuilder'
import { fill, words } from '../../prompts/words.js'
import type { Log } from '../log.js'

const unsent = Symbol('a reply could not be sent')

/** Remembers that a reply could not be sent, since an apology would go the same way. */
export const rememberUnsent: Middleware = {
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

/** Makes the one error handler of turns: the cause goes to the log, an apology to the user. */
export function turnErrorHandler(log: Log) {
  return async (context: TurnContext, err: unknown): Promise<void> => {
    const id = randomUUID().slice(0, 8)
    const { type, channelId }: { type: string; channelId: string } = context.activity
    log.error({ id, err, type, channelId }, 'turn failed')
    if (type !== 'message' || context.turnState.get(unsent) === true) return
    try {
      await context.sendActivity(fill(words.bot.error, { id }))
    } catch (failure) {
      log.error({ id, err: failure }, 'apology not sent')
    }
  }
}
