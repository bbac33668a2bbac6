import { CloudAdapter, type Activity, type ActivityHandler } from 'botbuilder'
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector'
import { Entity } from 'botframework-connector/lib/connectorApi/models/mappers.js'
import type { Config } from '../config.js'
import { busy, fault, type HttpAnswer } from '../http/faults.js'
import type { Log } from '../log.js'
import type { TurnQueue } from '../turn-queue.js'
import { sdkSettings, StrictAuthentication } from './authentication.js'
import { guardTurns } from './guard-turns.js'
import { readActivity } from './incoming.js'

/** What the door leads to and whom it lets in. */
export interface DoorParts {
  readonly bot: Pick<ActivityHandler, 'run'>
  readonly authentication: BotFrameworkAuthentication
  /** Whether replies go to this machine only, as they must where nobody proves who they are. */
  readonly localOnly: boolean
  /** As in TurnQueue; nothing is refused unless told. */
  readonly refusal?: TurnQueue['refusal']
  readonly log: Log
}

/** The bot's door for the Bot Framework: one activity in, one HTTP answer out, no SDK text. */
export class Door extends CloudAdapter {
  readonly #parts: DoorParts

  constructor(parts: DoorParts) {
    sendEntitiesWhole()
    super(parts.authentication)
    this.#parts = parts
    guardTurns(this, parts.log)
  }

  /** Checks a request's body and authorization header, runs the turn and says what to answer. */
  async receive(authorization: string, body: unknown): Promise<HttpAnswer> {
    const incoming = readActivity(body, this.#parts.localOnly)
    if ('refusal' in incoming) return incoming.refusal
    const seconds = isLookedUpFor(incoming.activity) ? (this.#parts.refusal?.() ?? 0) : 0
    if (seconds > 0) return busy(seconds)
    try {
      return await this.#turn(authorization, incoming.activity)
    } catch (error) {
      if (!(error instanceof AuthenticationError)) throw error
      return error.statusCode === 403 ? fault('ForeignTenant') : fault('Unauthorized')
    }
  }

  async #turn(authorization: string, activity: Activity): Promise<HttpAnswer> {
    const { bot } = this.#parts
    const result = await this.processActivity(authorization, activity, (turn) => bot.run(turn))
    if (result === undefined) return { status: 200 }
    if (result.status === 500) return fault('Internal')
    return { status: result.status, body: result.body as unknown }
  }
}

/** Whether an activity asks for something that has to be looked up, and gets it in the response. */
function isLookedUpFor({ type, name, text, deliveryMode }: Partial<Activity>): boolean {
  if (type === 'invoke') return name === 'composeExtension/query'
  return type === 'message' && deliveryMode === 'expectReplies' && Boolean(text)
}

/** Opens the door as the bot's registration asks: for proven requests, or for this machine only. */
export function openDoor(
  app: Config['app'],
  parts: Omit<DoorParts, 'authentication' | 'localOnly'>,
): Door {
  const authentication = new StrictAuthentication(sdkSettings(app), parts)
  return new Door({ ...parts, authentication, localOnly: app === undefined })
}

/**
 * Lets the SDK send entities whole. Activities say that an entity may have any property, but the
 * serializer of @azure/core-client takes the named description of an entity instead, which has a
 * type, a text and who is mentioned; the rest is dropped, and Teams would see no citation and no
 * stream. The SDK is no longer developed, so the description is mended here.
 */
function sendEntitiesWhole(): void {
  Object.assign(Entity.type, { additionalProperties: { type: { name: 'Object' } } })
}
