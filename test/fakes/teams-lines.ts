import {
  TestAdapter,
  type Activity,
  type ConversationReference,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder'
import { Deliveries } from '../../adapters/bot-framework/deliveries.js'
import { guardTurns } from '../../adapters/bot-framework/guard-turns.js'
import { createLog } from '../../adapters/log.js'
import { teamsChannel } from '../../adapters/teams/teams-channel.js'
import type { Assistant } from '../../bot/assistant.js'
import { MemoryFeedback } from '../../bot/feedback.js'
import { ReportBot } from '../../bot/handler/handler.js'
import type { Library } from '../../bot/library.js'
import { FakeAssistant } from './assistant.js'
import type { Sent } from './activities.js'
import { openConnector, type Refusal } from './connector.js'
import { FixedCredentials, openIssuer } from './issuer.js'
import { FakeLibrary } from './library.js'
import { memoryStores } from './memory-stores.js'
import { serveBot } from './served-bot.js'
import type { TeamsActivity } from './teams-activities.js'

/** Something that the bot did in Teams: it sent an activity, put one in the place of another, or took one away. */
export interface Shown {
  readonly how: 'sent' | 'updated' | 'deleted'
  readonly id: string
  readonly activity: Sent
}

/** What a delivery brought back. */
export interface Outcome {
  readonly shown: readonly Shown[]
  /** The answer to an invoke; the status alone for everything else. */
  readonly status: number
  readonly body?: unknown
}

/** A way by which activities of Teams reach the bot. */
export interface TeamsLine {
  readonly deliver: (activity: TeamsActivity) => Promise<Outcome>
  /** Everything shown so far. */
  readonly shown: readonly Shown[]
  readonly feedback: MemoryFeedback
  readonly close: () => Promise<void>
}

/** What a test may set. */
export interface LineSetup {
  readonly assistant?: Assistant
  readonly library?: Library
  /** Milliseconds until an answer is announced; so many unless told that none is. */
  readonly patienceMs?: number
  /** Milliseconds that a stream rests; few unless told, so that the tests are quick. */
  readonly restMs?: number
  /** What Teams refuses. */
  readonly refuse?: (activity: Sent, how: Shown['how']) => Refusal | undefined
}

/** The same cases run over both: the SDK's adapter for tests, and HTTP with really signed tokens. */
export const teamsLines: readonly (readonly [string, (setup?: LineSetup) => Promise<TeamsLine>])[] =
  [
    ['through the test adapter', openAdapterLine],
    ['over HTTP with signed tokens', openHttpLine],
  ]

/** Keeps what is sent and what is updated apart, and refuses what the test refuses. */
class TeamsTestAdapter extends TestAdapter {
  readonly shown: Shown[] = []
  refuse: NonNullable<LineSetup['refuse']> = () => undefined
  #response: InvokeResponse | undefined
  #count = 0

  /** The answer to the last invoke, once. */
  taken(): InvokeResponse | undefined {
    const response = this.#response
    this.#response = undefined
    return response
  }

  override sendActivities(_: TurnContext, activities: Partial<Activity>[]) {
    return Promise.resolve(activities.map((activity) => this.#show(activity)))
  }

  override updateActivity(_: TurnContext, activity: Partial<Activity>) {
    const refused = this.refuse(asSent(activity), 'updated')
    if (refused) return Promise.reject(errorOf(refused))
    this.shown.push({ how: 'updated', id: activity.id ?? '', activity: asSent(activity) })
    return Promise.resolve()
  }

  override deleteActivity(_: TurnContext, { activityId = '' }: Partial<ConversationReference>) {
    const refused = this.refuse({ type: '', id: activityId }, 'deleted')
    if (refused) return Promise.reject(errorOf(refused))
    this.shown.push({ how: 'deleted', id: activityId, activity: { type: '' } })
    return Promise.resolve()
  }

  #show(activity: Partial<Activity>): ResourceResponse {
    if (activity.type === 'invokeResponse') {
      this.#response = activity.value as InvokeResponse
      return { id: '' }
    }
    const refused = this.refuse(asSent(activity), 'sent')
    if (refused) throw errorOf(refused)
    const id = `sent-${++this.#count}`
    this.shown.push({ how: 'sent', id, activity: asSent(activity) })
    return { id }
  }
}

/** A refusal as the SDK's connector throws it. */
function errorOf({ status, body }: Refusal): Error {
  return Object.assign(new Error('refused'), { statusCode: status, body })
}

/** What would arrive: a copy without what can't be written as JSON. */
function asSent(activity: Partial<Activity>): Sent {
  return JSON.parse(JSON.stringify(activity)) as Sent
}

function botParts(setup: LineSetup) {
  const { assistant = new FakeAssistant(), library = new FakeLibrary() } = setup
  const { patienceMs = 60_000, restMs = 30 } = setup
  const log = createLog('silent')
  const feedback = new MemoryFeedback()
  const channels = { msteams: teamsChannel({ library, log, patienceMs, restMs }) }
  return { assistant, feedback, channels, log }
}

function openAdapterLine(setup: LineSetup = {}): Promise<TeamsLine> {
  const { log, ...parts } = botParts(setup)
  const { deliveries, ...stores } = memoryStores()
  const bot = new ReportBot({ ...parts, ...stores })
  const adapter = new TeamsTestAdapter((turn) => bot.run(turn))
  if (setup.refuse) adapter.refuse = setup.refuse
  guardTurns(adapter, log)
  adapter.use(new Deliveries(deliveries, log))
  const deliver = async (activity: TeamsActivity) => {
    const before = adapter.shown.length
    // The fields are those of Teams; the adapter only adds what is missing.
    await adapter.receiveActivity(structuredClone(activity))
    const response = adapter.taken()
    const status = response?.status ?? (activity.type === 'invoke' ? 501 : 200)
    const body: unknown = response?.body
    const shown = adapter.shown.slice(before)
    return body === undefined ? { shown, status } : { shown, status, body: asJson(body) }
  }
  const close = () => Promise.resolve()
  return Promise.resolve({ deliver, shown: adapter.shown, feedback: parts.feedback, close })
}

function asJson(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body))
}

const hows: Readonly<Record<string, Shown['how']>> = { PUT: 'updated', DELETE: 'deleted' }

async function openHttpLine(setup: LineSetup = {}): Promise<TeamsLine> {
  const issuer = await openIssuer()
  const service = await openConnector((activity, method) =>
    setup.refuse?.(activity, hows[method] ?? 'sent'),
  )
  const { assistant, feedback, channels } = botParts(setup)
  const parts = { assistant, feedback, channels }
  const bot = await serveBot({ ...parts, sdk: issuer.sdk, credentials: new FixedCredentials() })
  const authorization = await issuer.sign({ claims: { serviceurl: service.url } })
  const all = () =>
    service.received
      .filter(({ id }) => id !== '')
      .map(({ method, path, id, activity }) => {
        const how = hows[method] ?? 'sent'
        const place = decodeURIComponent(path.split('/').at(-1) ?? '')
        return { how, id: how === 'sent' ? id : place, activity }
      })
  const deliver = async (activity: TeamsActivity) => {
    const before = all().length
    const response = await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ ...activity, serviceUrl: service.url }),
    })
    const text = await response.text()
    const body = text === '' ? {} : { body: JSON.parse(text) as unknown }
    return { shown: all().slice(before), status: response.status, ...body }
  }
  const close = async () => {
    await bot.close()
    service.close()
    issuer.close()
  }
  return {
    deliver,
    get shown() {
      return all()
    },
    feedback,
    close,
  }
}
