import { createServer } from 'node:http'
import { ServiceClientCredentialsFactory } from 'botframework-connector'
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { sdkSettings } from '../../adapters/bot-framework/authentication.js'
import type { Config } from '../../adapters/config.js'
import { opened } from './connector.js'

export const appId = '00000000-0000-0000-0000-00000000000a'
const issuer = 'https://api.botframework.com'

/** What a token says and who signed it; anything left out is as the real channel has it. */
export interface Token {
  readonly claims?: JWTPayload
  readonly kid?: string
  readonly expires?: string
  readonly forged?: boolean
}

type App = NonNullable<Config['app']>

/** Plays the Bot Framework's issuer on this machine: metadata, keys and signed tokens. */
export async function openIssuer() {
  const [real, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const key = {
    ...(await exportJWK(real.publicKey)),
    kid: 'k1',
    endorsements: ['msteams', 'directline'],
  }
  let outage = false
  const server = createServer((req, res) => {
    if (outage) res.statusCode = 503
    const metadata = { issuer, jwks_uri: `${url}/keys` }
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify(req.url === '/keys' ? { keys: [key] } : metadata))
  })
  const url = await opened(server)
  const sign = async ({ claims = {}, kid = 'k1', expires = '1h', forged = false }: Token = {}) => {
    const token = new SignJWT({
      serviceurl: 'http://127.0.0.1:1/',
      aud: appId,
      iss: issuer,
      ...claims,
    })
    token.setProtectedHeader({ alg: 'RS256', kid }).setIssuedAt().setExpirationTime(expires)
    return `Bearer ${await token.sign((forged ? other : real).privateKey)}`
  }
  const sdkFor = (app: App) => ({ ...sdkSettings(app), ...addresses(`${url}/metadata`) })
  return {
    sdk: sdkFor({ id: appId, password: 'secret', type: 'MultiTenant', tenant: undefined }),
    /** The SDK's settings for a registration of any type. */
    sdkFor,
    sign,
    fail: () => (outage = true),
    close: () => void server.close(),
  }
}

/** All of these go together: with the metadata alone the SDK expects no issuer at all. */
function addresses(metadata: string) {
  return {
    CallerId: '',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    ToBotFromChannelTokenIssuer: issuer,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: issuer,
  }
}

/** Signs replies with a fixed token, since none can be fetched here. */
export class FixedCredentials extends ServiceClientCredentialsFactory {
  override isValidAppId(id: string) {
    return Promise.resolve(id === appId)
  }

  override isAuthenticationDisabled() {
    return Promise.resolve(false)
  }

  override createCredentials(): ReturnType<ServiceClientCredentialsFactory['createCredentials']> {
    return Promise.resolve({
      signRequest: (request) => {
        request.headers.set('authorization', 'Bearer of the bot')
        return Promise.resolve(request)
      },
    })
  }
}
