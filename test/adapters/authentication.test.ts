import { UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureConsole, createLog } from '../../adapters/log.js'
import { message, post } from '../fakes/activities.js'
import { openConnector } from '../fakes/connector.js'
import { appId, FixedCredentials, openIssuer, type Token } from '../fakes/issuer.js'
import { anyText, containing, having } from '../fakes/matchers.js'
import { serveBot } from '../fakes/served-bot.js'

let issuer: Awaited<ReturnType<typeof openIssuer>>
let bot: Awaited<ReturnType<typeof serveBot>>

const printed: string[] = []

beforeAll(async () => {
  captureConsole(createLog('warn', { write: (line) => void printed.push(line) }))
  issuer = await openIssuer()
  bot = await serveBot({ sdk: issuer.sdk, credentials: new FixedCredentials() })
})
afterAll(async () => {
  await bot.close()
  issuer.close()
})

const serviceUrl = 'http://127.0.0.1:1/'
const teams = (more: object = {}) => message('How?', { channelId: 'msteams', serviceUrl, ...more })

const refusal = {
  status: 401,
  text: '{"error":{"code":"Unauthorized","message":"The request is not authorized."}}',
}

async function send(authorization: string | undefined, activity = teams()) {
  const headers = authorization === undefined ? {} : { authorization }
  const { status, text } = await post(bot.url, activity, headers)
  return { status, text }
}

describe('with an app id', () => {
  it('a token of the channel is taken', async () => {
    const { status, text } = await send(await issuer.sign())
    expect(status).toBe(200)
    expect(text).toContain('9,219 kg')
  })

  it('a reply goes to the channel’s service with the bot’s token', async () => {
    const channel = await openConnector()
    const activity = teams({ serviceUrl: channel.url, deliveryMode: 'normal' })
    const { status } = await send(
      await issuer.sign({ claims: { serviceurl: channel.url } }),
      activity,
    )
    channel.close()
    expect(status).toBe(200)
    const [typing, reply] = channel.received
    expect(typing?.activity.type).toBe('typing')
    expect(reply).toMatchObject({
      path: `/v3/conversations/c1/activities/${String(activity.id)}`,
      authorization: 'Bearer of the bot',
      activity: { type: 'message' },
    })
  })

  it.each<[string, Token]>([
    ['for another bot', { claims: { aud: '00000000-0000-0000-0000-00000000000b' } }],
    ['for nobody', { claims: { aud: '' } }],
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    [
      'of the tenant’s login, which was forged',
      { claims: { iss: 'https://sts.windows.net/x/' }, forged: true },
    ],
    ['without a service URL', { claims: { serviceurl: undefined } }],
    ['for another service URL', { claims: { serviceurl: 'https://evil.example/' } }],
    ['that has expired', { expires: '-1h' }],
    ['with an unknown key', { kid: 'k2' }],
    ['signed by another key', { forged: true }],
  ])('a token %s is refused', async (_, token) => {
    expect(await send(await issuer.sign(token))).toEqual(refusal)
  })

  it('a token whose key may not speak for the channel is refused', async () => {
    expect(await send(await issuer.sign(), teams({ channelId: 'slack' }))).toEqual(refusal)
  })

  it('a token without a signature is refused', async () => {
    const claims = { serviceurl: serviceUrl, iss: 'https://api.botframework.com', aud: appId }
    const token = new UnsecuredJWT(claims).setExpirationTime('1h').encode()
    expect(await send(`Bearer ${token}`)).toEqual(refusal)
  })

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer garbage',
    'Bearer a.b.c',
    'Basic dTpw',
    'x'.repeat(5000),
  ])('the header %s is refused', async (header) => {
    expect(await send(header)).toEqual(refusal)
  })

  it.each(['AseChannel', 'emulator', 'webchat', ''])(
    'channel %s is no way around',
    async (channelId) => {
      expect(await send('Bearer garbage', teams({ channelId }))).toEqual(refusal)
      expect(await send(await issuer.sign({ forged: true }), teams({ channelId }))).toEqual(refusal)
    },
  )

  it('a refusal leaves its cause in the log, without the token', async () => {
    const token = await issuer.sign({ claims: { aud: 'someone-else' } })
    await send(token)
    const logged = bot.logged().filter(({ msg }) => msg === 'request refused')
    expect(logged.at(-1)).toMatchObject({ level: 'warn', err: { message: anyText } })
    expect(JSON.stringify(bot.logged())).not.toContain(token.slice(7))
  })

  it('what the library prints about a refusal becomes a line of the log', async () => {
    await send(await issuer.sign({ expires: '-1h' }))
    expect(JSON.parse(printed.at(-1) ?? '')).toMatchObject({
      msg: 'library message',
      library: containing('jwt expired'),
    })
  })

  it('an outage of the signing keys is logged as one', async () => {
    const away = await openIssuer()
    away.fail()
    const cut = await serveBot({ sdk: away.sdk, credentials: new FixedCredentials() })
    const { status } = await post(cut.url, teams(), { authorization: await away.sign() })
    await cut.close()
    away.close()
    expect(status).toBe(401)
    expect(cut.logged()).toContainEqual(
      having({ level: 'error', msg: containing('keys can’t be fetched') }),
    )
  })
})
