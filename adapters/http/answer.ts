import type { Response } from 'restify'

/** What is sent back over HTTP; without a body only the status is. */
export interface HttpAnswer {
  readonly status: number
  readonly body?: unknown
}

/** Sends an answer, as JSON where it has a body. */
export function send(res: Response, { status, body }: HttpAnswer): void {
  res.status(status)
  if (body === undefined) res.end()
  else res.send(body)
}
