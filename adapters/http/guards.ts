import { randomUUID } from 'node:crypto'
import restify, { type Next, type Request, type RequestHandler, type Response } from 'restify'
import { send, type HttpAnswer } from './answer.js'
import { fault } from './faults.js'

/** What every response says of itself. */
export const headers = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** Sets the headers of every response, and JSON as its only form. */
export function secured(req: Request, res: Response, next: Next): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  res.setHeader('x-request-id', randomUUID())
  req.headers.accept = 'application/json'
  next()
}

/** Reads a body of plain JSON and bearable length; everything else is turned away unread. */
export function jsonBody(bodyLimit: number): RequestHandler[] {
  const parser = restify.plugins.jsonBodyParser(withLimit(bodyLimit))
  return [plainJson(bodyLimit), ...[parser].flat()]
}

/** restify's types leave the parser's limit out. */
function withLimit(maxBodySize: number): object {
  return { mapParams: false, maxBodySize }
}

function plainJson(bodyLimit: number): RequestHandler {
  return (req: Request, res: Response, next: Next) => {
    const { 'content-encoding': encoding = 'identity', 'content-length': length } = req.headers
    const type = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
    if (!hasBody(req)) next()
    // restify's parser unpacks gzip without a limit, and broken gzip ends the process.
    else if (type !== 'application/json' || encoding.toLowerCase() !== 'identity') {
      refuse(res, next, fault('NotJson'))
    } else if (Number(length) > bodyLimit) {
      refuse(res, next, fault('BodyTooLarge', `The body is longer than ${bodyLimit} bytes.`))
    } else next()
  }
}

/** A request without a body has nothing to parse; who needs one finds it missing. */
function hasBody({ headers }: Request): boolean {
  const { 'content-type': type, 'content-length': length = '0' } = headers
  return type !== undefined || length !== '0' || headers['transfer-encoding'] !== undefined
}

function refuse(res: Response, next: Next, answer: HttpAnswer): void {
  send(res, answer)
  next(false)
}
