import { fill, words } from '../../prompts/words.js'
import type { HttpAnswer } from './answer.js'

export type { HttpAnswer }

/** Everything that can be wrong with a request, with its status and the text that is sent. */
const faults = {
  BadRequest: [400, 'The request can’t be read.'],
  BadTarget: [400, 'The request’s target or host can’t be read.'],
  BadJson: [400, 'The body is not valid JSON.'],
  BadActivity: [400, 'The body is not a Bot Framework activity.'],
  Unauthorized: [401, 'The request is not authorized.'],
  BadToken: [403, 'The token is not valid for this, or no longer. Get a new one.'],
  Ended: [403, 'The conversation has ended or is not known. Get a new token to begin another.'],
  ForeignOrigin: [403, 'Pages of this origin may not use this server.'],
  ForeignHost: [
    403,
    'Without an app id the bot answers only requests to 127.0.0.1, ::1 or localhost.',
  ],
  ForeignServiceUrl: [
    403,
    'Without an app id the bot replies only to a serviceUrl on 127.0.0.1, [::1] or localhost. Set MICROSOFT_APP_ID to reach others.',
  ],
  ForeignTenant: [
    403,
    'The bot answers one tenant, and this activity is of another. Use a bot of your own.',
  ],
  NotFound: [404, 'There is nothing at this path. POST activities to /api/messages.'],
  MethodNotAllowed: [405, 'This path does not take this method.'],
  BodyTooLarge: [413, 'The body is too large.'],
  NotMultipart: [415, 'Send the upload as multipart/form-data.'],
  NotJson: [415, 'Send the body as application/json, without a content encoding.'],
  TooMany: [429, 'That was too much at once. Try again later.'],
  Internal: [
    500,
    'Something went wrong here. The operator finds the cause under this request’s id.',
  ],
  NotKept: [
    503,
    'What you sent can’t be kept at the moment, so it was not taken. Try again later.',
  ],
  Stopping: [503, 'The service is being restarted. Try again in a few seconds.'],
  Loading: [503, 'The bot is still starting.'],
  Busy: [503, 'Too many are asking. Try again later.'],
  Full: [503, 'All conversations are in use. Try again later.'],
} as const

/** The name of a fault, as callers see it in `error.code`. */
export type FaultCode = keyof typeof faults

/** Makes the one shape in which every error leaves: `{ error: { code, message } }`. */
export function fault(code: FaultCode, message: string = faults[code][1]): HttpAnswer {
  return { status: faults[code][0], body: { error: { code, message } } }
}

/** Turns a question away until the given seconds have passed. */
export function busy(seconds: number): HttpAnswer {
  const answer = fault('Busy', fill(words.bot.busy, { seconds }))
  return { ...answer, headers: { 'retry-after': String(seconds) } }
}

/** Finds the fault that stands for an error of the HTTP library; its own text is dropped. */
export function faultOf(error: unknown): HttpAnswer {
  if (!(error instanceof Error && 'statusCode' in error)) return fault('Internal')
  const { name, statusCode } = error
  if (name === 'InvalidContentError') return fault('BadJson')
  const code = plain.find((one) => faults[one][0] === statusCode)
  return fault(code ?? (Number(statusCode) < 500 ? 'BadRequest' : 'Internal'))
}

/** Faults that a status alone tells apart. */
const plain: readonly FaultCode[] = ['NotFound', 'MethodNotAllowed', 'BodyTooLarge', 'NotJson']
