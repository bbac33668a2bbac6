import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureConsole, createLog } from '../../adapters/log.js'
import { post } from '../fakes/activities.js'
import { FakeAssistant } from '../fakes/assistant.js'
import { openConnector, type Connector } from '../fakes/connector.js'
import { FixedCredentials, openIssuer, type Token } from '../fakes/issuer.js'
import { serveBot } from '../fakes/served-bot.js'
import { teamsMessage, type TeamsActivity } from '../fakes/teams-activities.js'

const assistant = new FakeAssistant()
let issuer: Awaited<ReturnType<typeof openIssuer>>
let service: Connector
let bot: Awaited<ReturnType<typeof serveBot>>
let valid: string

beforeAll(async () => {
  captureConsole(createLog('silent'))
  issuer = await openIssuer()
  service = await openConnector()
  const credentials = new FixedCredentials()
  bot = await serveBot({ assistant, sdk: issuer.sdk, credentials, logLevel: 'error' })
  valid = await issuer.sign({ claims: { serviceurl: service.url } })
})
afterAll(async () => {
  await bot.close()
  service.close()
  issuer.close()
})

async function send(
  authorization: string,
  activity: TeamsActivity = teamsMessage('personal', '?'),
) {
  const body = { ...activity, serviceUrl: service.url }
  return (await post(bot.url, body, { authorization })).status
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const partsOf = (token: string) =>
  token.replace('Bearer ', '').split('.') as [string, string, string]

/** The valid token with one character, anywhere, changed into another. */
const oneCharacter = fc
  .record({ at: fc.nat(5000), to: fc.constantFrom(...Array.from(alphabet)) })
  .map(({ at, to }) => {
    const place = 7 + (at % (valid.length - 7))
    return valid.slice(0, place) + to + valid.slice(place + 1)
  })
  .filter((token) => token !== valid)

/** Pieces of it: cut, repeated, in another order. */
const pieces = fc
  .tuple(fc.nat(5000), fc.constantFrom('cut', 'twice', 'swapped', 'unsigned', 'spaced'))
  .map(([at, how]) => {
    const [header, payload, signature] = partsOf(valid)
    if (how === 'cut') return valid.slice(0, at % valid.length)
    if (how === 'twice') return `${valid}.${signature}`
    if (how === 'swapped') return `Bearer ${payload}.${header}.${signature}`
    if (how === 'unsigned') return `Bearer ${header}.${payload}.`
    return `Bearer ${header}.${payload}. ${signature}`
  })

/** Its claims with another algorithm: none, or a secret that everybody knows. */
const otherAlgorithm = fc
  .tuple(fc.constantFrom('none', 'None', 'HS256', 'HS384'), fc.string())
  .map(([alg, secret]) => {
    const [, payload] = partsOf(valid)
    const header = encode({ alg, typ: 'JWT', kid: 'k1' })
    const signed = createHmac('sha256', secret || 'k1').update(`${header}.${payload}`)
    return `Bearer ${header}.${payload}.${alg.startsWith('H') ? signed.digest('base64url') : ''}`
  })

/** Its claims changed, under its own signature. */
const otherClaims = fc.dictionary(
  fc.constantFrom('aud', 'iss', 'exp', 'nbf', 'serviceurl', 'sub'),
  fc.oneof(
    fc.string(),
    fc.integer({ min: 0, max: 4_000_000_000 }),
    fc.constant('http://127.0.0.1:9'),
  ),
  { minKeys: 1 },
)
const changedClaims = otherClaims
  .map((claims) => {
    const [header, payload, signature] = partsOf(valid)
    const own = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    return `Bearer ${header}.${encode({ ...own, ...claims })}.${signature}`
  })
  .filter((token) => token !== valid)

const forged = fc.oneof(oneCharacter, pieces, otherAlgorithm, changedClaims)

describe('of 1,000 mutated tokens', () => {
  it('none is accepted, and nothing is answered', { timeout: 60_000 }, async () => {
    const accepted: string[] = []
    const property = fc.asyncProperty(forged, async (token) => {
      const status = await send(token)
      if (status !== 401) accepted.push(`${status} ${token}`)
    })
    await fc.assert(property, { numRuns: 1000 })
    expect(accepted).toEqual([])
    expect(assistant.asked).toEqual([])
    expect(service.received).toEqual([])
  })
})

describe('a token that was really signed', () => {
  it.each<[string, Token]>([
    ['long ago', { expires: '-1h' }],
    ['by another key', { forged: true }],
    ['for another service', { claims: { serviceurl: 'https://evil.example/' } }],
    ['for a time to come', { claims: { nbf: Math.floor(Date.now() / 1000) + 7200 } }],
  ])('%s is not accepted', async (_, token) => {
    const claims = { serviceurl: service.url, ...token.claims }
    expect(await send(await issuer.sign({ ...token, claims }))).toBe(401)
  })

  it('is not accepted where its signature is written in another way', async () => {
    const last = alphabet.indexOf(valid.at(-1) ?? '')
    // These characters differ in bits that say nothing.
    const others = Array.from(alphabet).filter((_, at) => at >> 4 === last >> 4 && at !== last)
    for (const other of others) expect(await send(valid.slice(0, -1) + other)).toBe(401)
  })

  it('is accepted as it is, and a replayed request is answered no second time', async () => {
    const before = service.received.length
    const activity = teamsMessage('personal', 'How much?')
    for (let time = 0; time < 20; time += 1) expect(await send(valid, activity)).toBe(200)
    const answers = service.received.slice(before).filter((one) => one.activity.type === 'message')
    expect(answers).toHaveLength(1)
  })
})
