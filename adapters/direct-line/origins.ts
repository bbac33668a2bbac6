import type { IncomingMessage } from 'node:http'
import type { Next, Request, RequestHandler, Response } from 'restify'
import { send } from '../http/answer.js'
import { fault } from '../http/faults.js'
import { prefix } from './prefix.js'

/** Who we are to browsers, and whose pages may come. */
export interface OriginSettings {
  readonly publicOrigin: string | undefined
  readonly origins: readonly string[]
  readonly proxies: number
}

/** Tells our own pages, allowed pages and foreign pages apart. */
export class Origins {
  readonly #settings: OriginSettings

  constructor(settings: OriginSettings) {
    this.#settings = settings
  }

  /** Origins other than ours whose pages may use the server. */
  get others(): readonly string[] {
    return this.#settings.origins
  }

  /** The origin of the page that sent the request, where it is ours. */
  own({ headers: { origin, host } }: IncomingMessage): string | undefined {
    if (origin === undefined || !URL.canParse(origin)) return undefined
    const isOurs = origin === this.#settings.publicOrigin || new URL(origin).host === host
    return isOurs ? origin : undefined
  }

  /** Whether a request may come: from our page, an allowed one, or no page at all. */
  isWelcome(req: IncomingMessage): boolean {
    const { origin } = req.headers
    return origin === undefined || this.others.includes(origin) || this.own(req) !== undefined
  }

  /** Where the client opens its stream: this server by `ws:` or, behind TLS, by `wss:`. */
  streamUrl({ headers }: IncomingMessage, to: { conversationId: string; code: string }): string {
    const { publicOrigin, proxies } = this.#settings
    const isSecure = proxies > 0 && headers['x-forwarded-proto'] === 'https'
    const origin = publicOrigin ?? `${isSecure ? 'https' : 'http'}://${headers.host ?? ''}`
    const path = `${prefix}/conversations/${to.conversationId}/stream?t=${to.code}`
    return `${origin.replace(/^http/, 'ws')}${path}`
  }
}

const preflight = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
  'access-control-max-age': '600',
}

/** Answers browsers that ask for another origin's page whether it may talk to Direct Line. */
export function crossOrigin(origins: Origins): RequestHandler {
  return (req: Request, res: Response, next: Next) => {
    const { origin } = req.headers
    if (origin === undefined || !req.path().startsWith(`${prefix}/`)) {
      next()
      return
    }
    res.setHeader('vary', 'origin')
    const isWelcome = origins.isWelcome(req)
    if (isWelcome) {
      res.setHeader('access-control-allow-origin', origin)
      res.setHeader('access-control-expose-headers', 'retry-after, x-request-id')
      if (req.method !== 'OPTIONS') {
        next()
        return
      }
    }
    send(res, isWelcome ? { status: 204, headers: preflight } : fault('ForeignOrigin'))
    next(false)
  }
}
