import { createLog } from '../../adapters/log.js'
import { teamsChannel } from '../../adapters/teams/teams-channel.js'
import { FixedCredentials, openIssuer } from '../fakes/issuer.js'
import { serveBot } from '../fakes/served-bot.js'
import { openRealAssistant } from '../helpers/real-assistant.js'

/**
 * The real bot in a process of its own, behind really signed tokens: prints its address and a token
 * for a service that is not there, since queries are answered in the response.
 */
const service = 'http://127.0.0.1:9'
const issuer = await openIssuer()
const assistant = await openRealAssistant()
const log = createLog('warn')
const channels = { msteams: teamsChannel({ library: assistant, log }) }
const credentials = new FixedCredentials()
const parts = { assistant, channels, credentials, sdk: issuer.sdk, logLevel: 'error' } as const
const { url } = await serveBot(parts)
const token = await issuer.sign({ claims: { serviceurl: service } })
process.stdout.write(`${JSON.stringify({ url, token, service })}\n`)
