import type { Request, RequestHandler, Response } from 'restify'

/** What is sent back over HTTP; without a body only the status is. */
export interface HttpAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends an answer, as JSON where it has a body. */
export function send(res: Response, { status, body, headers = {} }: HttpAnswer): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  res.status(status)
  if (body === undefined) res.end()
  else res.send(body)
}

/** Makes a route's handler out of a function from request to answer. */
export function answering(
  answer: (req: Request) => HttpAnswer | Promise<HttpAnswer>,
): RequestHandler {
  return async (req: Request, res: Response) => {
    send(res, await answer(req))
  }
}
