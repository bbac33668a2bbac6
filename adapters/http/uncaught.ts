import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'restify'
import type { Log } from '../log.js'

/** Answers the request that is being worked on; it may have been answered before. */
type Fail = (error: unknown) => void

const requests = new AsyncLocalStorage<Fail>()

/** Goes on with a request, as restify wants to be called back. */
type Run = (req: Request, res: Response) => void

/**
 * Runs the handlers of a request, so that what is thrown later, in a timer or a listener, is known
 * to be its fault. restify calls this in place of domains, as `handleUncaughtExceptions`.
 */
export function runHandlers(...[req, res, fail, run]: [Request, Response, Fail, Run]): void {
  requests.run(fail, () => {
    try {
      run(req, res)
    } catch (error) {
      fail(error)
    }
  })
}

/**
 * The last handler: what nobody caught goes to the log, the request that it belongs to is answered
 * with 500 where that is known, and the process keeps serving everybody else.
 */
export function keepServing(log: Log): void {
  const note = (what: string) => (err: unknown) => {
    log.error({ id: randomUUID().slice(0, 8), err }, what)
    try {
      requests.getStore()?.(err)
    } catch (failure) {
      log.error({ err: failure }, 'a failed request could not be answered')
    }
  }
  process.on('uncaughtException', note('uncaught exception'))
  process.on('unhandledRejection', note('unhandled rejection'))
}
