import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { fault } from '../http/faults.js'
import { addressOf } from './address.js'
import { Buckets } from './buckets.js'
import { Refusal } from './refusal.js'
import type { Grant, Tokens } from './tokens.js'

/** Who may come in, and how often. */
export interface GateSettings {
  readonly tokens: Tokens
  /** What other hosts' servers show to get tokens; without one they get none. */
  readonly secret: string | undefined
  readonly proxies: number
  readonly messagesPerMinute: number
  readonly requestsPerMinute: number
  readonly newConversationsPerHour: number
}

const minute = 60_000

/** Checks requests to Direct Line; every method throws a Refusal at one that doesn't pass. */
export class Gate {
  readonly #settings: GateSettings
  readonly #requests: Buckets
  readonly #messages: Buckets
  readonly #conversations: Buckets

  constructor(settings: GateSettings) {
    const { requestsPerMinute, messagesPerMinute, newConversationsPerHour } = settings
    this.#settings = settings
    this.#requests = new Buckets({ times: requestsPerMinute, perMs: minute })
    this.#messages = new Buckets({ times: messagesPerMinute, perMs: minute })
    this.#conversations = new Buckets({ times: newConversationsPerHour, perMs: 60 * minute })
  }

  /** Counts a request of its address. */
  admit(req: IncomingMessage): void {
    within(this.#requests, addressOf(req, this.#settings.proxies))
  }

  /** Counts a message of a conversation. */
  admitMessage({ conversation }: Grant): void {
    within(this.#messages, conversation)
  }

  /** Counts a new conversation of its address. */
  admitConversation(req: IncomingMessage): void {
    within(this.#conversations, addressOf(req, this.#settings.proxies))
  }

  /**
   * Reads the request's token: 401 without one, 403 with one that isn't good.
   *
   * @param conversation the one the request is about; a token is good for its own only
   */
  async grant(req: IncomingMessage, conversation?: string): Promise<Grant> {
    const grant = await this.#settings.tokens.read(bearer(req))
    const isOther = conversation !== undefined && grant?.conversation !== conversation
    if (grant === undefined || isOther) throw new Refusal(fault('BadToken'))
    const { origin } = req.headers
    if (origin !== undefined && !grant.origins.includes(origin)) {
      throw new Refusal(fault('ForeignOrigin'))
    }
    return grant
  }

  /** Checks that the request comes from a server that knows the configured secret. */
  host(req: IncomingMessage): void {
    const { secret } = this.#settings
    const shown = bearer(req)
    if (secret === undefined || !timingSafeEqual(digest(shown), digest(secret))) {
      throw new Refusal(fault('BadToken'))
    }
  }
}

function within(buckets: Buckets, key: string): void {
  const seconds = buckets.take(key)
  if (seconds === 0) return
  throw new Refusal({ ...fault('TooMany'), headers: { 'retry-after': String(seconds) } })
}

function bearer({ headers: { authorization = '' } }: IncomingMessage): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  if (token === undefined) throw new Refusal(fault('Unauthorized'))
  return token
}

/** Digests are of one length, so that comparing them takes the same time whatever they are of. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
