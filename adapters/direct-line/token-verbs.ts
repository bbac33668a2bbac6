import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { fault, type HttpAnswer } from '../http/faults.js'
import type { Gate } from './gate.js'
import type { Origins } from './origins.js'
import { Refusal } from './refusal.js'
import type { Rooms } from './rooms.js'
import { tokenSeconds, type Grant, type Tokens } from './tokens.js'

/** What giving out tokens needs. */
export interface TokenParts {
  readonly tokens: Tokens
  readonly gate: Gate
  readonly origins: Origins
  readonly rooms: Rooms
  /** For how long after its last use a conversation can be taken up again. */
  readonly lifetimeSeconds: number
}

/** The requests that give a token. */
export class TokenVerbs {
  readonly #parts: TokenParts

  constructor(parts: TokenParts) {
    this.#parts = parts
  }

  /**
   * `POST /tokens/generate`, for other hosts' servers: a token for a new conversation.
   *
   * @param body optional `{ user: { id }, trustedOrigins }`; origins must be configured ones
   */
  async generate(req: IncomingMessage, body: unknown): Promise<HttpAnswer> {
    const { gate, origins } = this.#parts
    gate.host(req)
    const { data, error } = wish.safeParse(body ?? {})
    if (data === undefined) {
      const faults = error.issues.map(
        ({ path, message }) => `${path.join('.') || 'The body'} must be ${message}.`,
      )
      throw new Refusal(fault('BadRequest', faults.join(' ')))
    }
    const { trustedOrigins = origins.others, user } = data
    const foreign = trustedOrigins.find((one) => !origins.others.includes(one))
    if (foreign !== undefined) {
      throw new Refusal(fault('BadRequest', 'trustedOrigins must be origins of WEB_ORIGINS.'))
    }
    const grant = newGrant({ origins: trustedOrigins, page: false, ...(user && { user: user.id }) })
    return { status: 200, body: await this.#tokenFor(grant) }
  }

  /** `POST /tokens/refresh`: another token like the one that is shown, good for longer. */
  async refresh(req: IncomingMessage): Promise<HttpAnswer> {
    const grant = await this.#parts.gate.grant(req)
    if (this.#parts.rooms.find(grant.conversation) === undefined) throw new Refusal(fault('Ended'))
    return { status: 200, body: await this.#tokenFor(grant) }
  }

  /**
   * `POST /web/token`, for our own page: a token for the conversation of an earlier one, which may
   * have expired, or else for a new conversation.
   *
   * @param body optional `{ token }`; a conversation's id alone opens nothing
   */
  async forPage(req: IncomingMessage, body: unknown): Promise<HttpAnswer> {
    const origin = this.#parts.origins.own(req)
    if (origin === undefined) throw new Refusal(fault('ForeignOrigin'))
    const earlier = await this.#resumable(earlierToken.safeParse(body).data?.token)
    // A page may have been reached by another name before.
    const origins = [origin]
    const grant = earlier ? { ...earlier, origins } : newGrant({ origins, page: true })
    const { user: userId } = grant
    const resumed = earlier !== undefined
    return { status: 200, body: { ...(await this.#tokenFor(grant)), userId, resumed } }
  }

  async #resumable(token = ''): Promise<Grant | undefined> {
    const { tokens, rooms, lifetimeSeconds } = this.#parts
    const grant = await tokens.read(token, lifetimeSeconds)
    const isOurs = grant?.page === true && rooms.find(grant.conversation) !== undefined
    return isOurs ? grant : undefined
  }

  async #tokenFor(grant: Grant): Promise<object> {
    const token = await this.#parts.tokens.issue(grant)
    return { conversationId: grant.conversation, token, expires_in: tokenSeconds }
  }
}

const earlierToken = z.object({ token: z.string() })

const aName = 'dl_ and up to 96 letters, digits, _.-'
const name = z.string(aName).regex(/^dl_[\w.-]{1,96}$/, aName)

const wish = z.object(
  {
    user: z.object({ id: name }, 'an object').optional(),
    trustedOrigins: z.array(z.string('a text'), 'a list of origins').max(50, 'short').optional(),
  },
  'an object',
)

/** Makes the grant of a new conversation, whose names nobody can guess. */
function newGrant(more: Pick<Grant, 'origins' | 'page'> & { readonly user?: string }): Grant {
  const user = `dl_${randomBytes(12).toString('base64url')}`
  return { user, ...more, conversation: randomBytes(16).toString('base64url') }
}
