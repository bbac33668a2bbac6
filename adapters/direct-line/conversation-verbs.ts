import type { Request } from 'restify'
import type { Activity } from '../../bot/handler/activity.js'
import { readActivity } from '../bot-framework/incoming.js'
import { fault, type HttpAnswer } from '../http/faults.js'
import type { Codes } from './codes.js'
import type { DirectLine } from './direct-line.js'
import type { Gate } from './gate.js'
import type { Origins } from './origins.js'
import { prefix } from './prefix.js'
import { Refusal } from './refusal.js'
import type { Room } from './room.js'
import type { Rooms } from './rooms.js'
import { tokenSeconds, type Grant, type Tokens } from './tokens.js'
import { readUpload } from './upload.js'
import { without } from './without.js'

/** What conversations need. */
export interface ConversationParts {
  readonly line: DirectLine
  readonly rooms: Rooms
  readonly gate: Gate
  readonly tokens: Tokens
  readonly codes: Codes
  readonly origins: Origins
}

/** The requests about one conversation; each shows a token that is good for it. */
export class ConversationVerbs {
  readonly #parts: ConversationParts

  constructor(parts: ConversationParts) {
    this.#parts = parts
  }

  /**
   * `POST /conversations`: begins the token's conversation, or takes it up from its beginning, as a
   * page does after a reload.
   */
  async start(req: Request): Promise<HttpAnswer> {
    const { gate, rooms, line } = this.#parts
    const grant = await gate.grant(req)
    if (rooms.find(grant.conversation) === undefined) gate.admitConversation(req)
    const { room, isNew } = line.start(grant, localeIn(req.body))
    return { status: isNew ? 201 : 200, body: await this.#opened(req, grant, { room, seen: 0 }) }
  }

  /**
   * `GET /conversations/:id?watermark=`: a new stream from the watermark on. An empty watermark
   * is that of a client that has seen nothing; without the word only what is new counts.
   */
  async reconnect(req: Request): Promise<HttpAnswer> {
    const { grant, room } = await this.#enter(req)
    // A process that was killed may have shown more than the disk took from it.
    const seen = Math.min(watermarkOf(req) ?? room.last, room.last)
    return { status: 200, body: await this.#opened(req, grant, { room, seen }) }
  }

  /** `GET /conversations/:id/activities?watermark=`: what came after the watermark. */
  async read(req: Request): Promise<HttpAnswer> {
    const { room } = await this.#enter(req)
    const news = room.after(watermarkOf(req) ?? 0)
    const body: unknown =
      news === undefined ? { activities: [], watermark: String(room.last) } : JSON.parse(news)
    return { status: 200, body }
  }

  /** `POST /conversations/:id/activities`: says something; gives the id under which it comes back. */
  async post(req: Request): Promise<HttpAnswer> {
    const { grant, room } = await this.#enter(req)
    this.#parts.gate.admitMessage(grant)
    const id = this.#parts.line.post(room, readPosted(req.body, room))
    return { status: 200, body: { id } }
  }

  /** `POST /conversations/:id/upload`: a message with files, of which the message alone is taken. */
  async upload(req: Request): Promise<HttpAnswer> {
    const { grant, room } = await this.#enter(req)
    this.#parts.gate.admitMessage(grant)
    const sent = { ...(await readUpload(req)), type: 'message', attachments: [] }
    const id = this.#parts.line.post(room, readPosted(sent, room), [leftOut])
    return { status: 200, body: { id } }
  }

  /** `POST /conversations/:id/forget`: ends the conversation, and removes what is kept of it. */
  async forget(req: Request): Promise<HttpAnswer> {
    const { grant, room } = await this.#enter(req)
    this.#parts.gate.admitMessage(grant)
    await this.#parts.line.forget(room)
    return { status: 200, body: { forgotten: true } }
  }

  async #enter(req: Request): Promise<{ grant: Grant; room: Room }> {
    const conversation = req.path().slice(prefix.length).split('/')[2] ?? ''
    const grant = await this.#parts.gate.grant(req, conversation)
    const room = this.#parts.rooms.find(grant.conversation)
    // 404 would leave the client silently dead; 403 lets it ask for another token.
    if (room === undefined) throw new Refusal(fault('Ended'))
    return { grant, room }
  }

  async #opened(req: Request, grant: Grant, { room, seen }: { room: Room; seen: number }) {
    const { tokens, codes, origins } = this.#parts
    const { conversation: conversationId } = grant
    const code = codes.issue({ conversation: room.id, seen, origins: grant.origins })
    const token = await tokens.issue(grant)
    const streamUrl = origins.streamUrl(req, { conversationId, code })
    return { conversationId, token, expires_in: tokenSeconds, streamUrl }
  }
}

/** Of uploaded files nothing is kept, not even how many there were. */
const leftOut = { contentType: 'application/octet-stream' }

function watermarkOf(req: Request): number | undefined {
  const text = new URLSearchParams(req.getQuery()).get('watermark')
  if (text === null) return undefined
  if (!/^\d{0,15}$/.test(text)) {
    throw new Refusal(fault('BadRequest', 'watermark must be one that this server gave.'))
  }
  return Number(text)
}

function localeIn(body: unknown): string | undefined {
  const isObject = typeof body === 'object' && body !== null
  const locale: unknown = isObject && 'locale' in body ? body.locale : undefined
  return typeof locale === 'string' && /^[\w-]{2,35}$/.test(locale) ? locale : undefined
}

/**
 * Reads what a client posted as an activity of this room's user.
 *
 * @throws Refusal with what is wrong where it isn't one
 */
function readPosted(body: unknown, { id, user }: Room): Activity {
  if (typeof body !== 'object' || body === null) throw new Refusal(fault('BadActivity'))
  const fixed = { id: undefined, from: { id: user }, conversation: { id }, recipient: undefined }
  const read = readActivity({ ...body, ...fixed }, false)
  if ('refusal' in read) throw new Refusal(read.refusal)
  // A client that asks for its replies in another way would otherwise get none over the stream.
  return without(read.activity, 'deliveryMode')
}
