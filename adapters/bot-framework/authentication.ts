import { ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder'
import { AuthenticationError, type ServiceClientCredentialsFactory } from 'botframework-connector'
import { z } from 'zod'
import type { Config } from '../config.js'
import type { Log } from '../log.js'
import { PatientConnectors } from './patience.js'

/** Settings of the SDK's authentication by the SDK's names; tests point them at a local server. */
export type SdkSettings = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0]

/** What the authentication is told besides the SDK's settings. */
export interface AuthenticationParts {
  readonly log: Log
  /** Credentials for replies; by default those of the settings. */
  readonly credentials?: ServiceClientCredentialsFactory
  /** Milliseconds that a turn waits for its channel to take replies; 10,000 unless told. */
  readonly patienceMs?: number
}

/** Refuses every request it can't prove with a plain 401, where the SDK answers 500 to some. */
export class StrictAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #log: Log
  readonly #tenant: string | undefined
  readonly #patienceMs: number | undefined

  constructor(settings: SdkSettings, { log, credentials, patienceMs }: AuthenticationParts) {
    super(settings, credentials)
    this.#log = log
    this.#tenant = settings?.MicrosoftAppTenantId
    this.#patienceMs = patienceMs
  }

  /**
   * Authenticates a request, and where the bot is registered in one tenant, its tenant too.
   *
   * @throws AuthenticationError with 401 where it proves nothing, with 403 where it is of another tenant
   */
  override async authenticateRequest(activity: Activity, header: string) {
    const { connectorFactory, ...result } = await this.#proven(activity, header)
    if (this.#tenant === undefined || isOfTenant(activity, this.#tenant)) {
      if (connectorFactory === undefined) return result
      const patient = new PatientConnectors(connectorFactory, this.#patienceMs)
      return { ...result, connectorFactory: patient }
    }
    const { type, channelId } = activity
    this.#log.warn({ type, channelId }, 'refused: not of MICROSOFT_APP_TENANT_ID')
    throw new AuthenticationError('Another tenant', 403)
  }

  async #proven(activity: Activity, header: string) {
    try {
      if (!isCanonical(header)) throw new AuthenticationError('Token written in another way', 401)
      return await super.authenticateRequest(activity, header)
    } catch (err) {
      if (isOutage(err)) this.#log.error({ err }, 'signing keys can’t be fetched: all are refused')
      else this.#log.warn({ err }, 'request refused')
      throw new AuthenticationError('Unauthorized', 401)
    }
  }
}

/** The SDK's settings for the bot's registration; none for a bot of this machine only. */
export function sdkSettings(app: Config['app']): NonNullable<SdkSettings> {
  if (app === undefined) return {}
  return {
    MicrosoftAppId: app.id,
    MicrosoftAppType: app.type,
    ...(app.password !== undefined && { MicrosoftAppPassword: app.password }),
    ...(app.tenant !== undefined && { MicrosoftAppTenantId: app.tenant }),
  }
}

/**
 * Whether the signature is written as its issuer writes it. The last character of a Base64 text has
 * bits that say nothing, so that one signature can be written in several ways.
 */
function isCanonical(header: string): boolean {
  const [, , signature = ''] = header.split('.')
  return Buffer.from(signature, 'base64url').toString('base64url') === signature
}

function isOutage(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode >= 500
  return error instanceof Error && error.name === 'FetchError'
}

const teamsData = z.object({ tenant: z.object({ id: z.string() }) })

/**
 * Whether an activity comes from the tenant that the bot is registered in. Teams names it once or
 * twice, in the conversation and in its own data; other channels name none.
 */
function isOfTenant({ channelId, conversation, channelData }: Activity, own: string): boolean {
  const { data } = teamsData.safeParse(channelData)
  const named = [conversation.tenantId, data?.tenant.id].filter((id) => id !== undefined)
  if (named.length === 0) return channelId !== 'msteams'
  return named.every((id) => id.toLowerCase() === own.toLowerCase())
}
