import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SignJWT, UnsecuredJWT, decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signingKey } from '../../../adapters/direct-line/secret.js'
import { Tokens } from '../../../adapters/direct-line/tokens.js'
import { anyText } from '../../fakes/matchers.js'
import { notedDisk } from '../../fakes/noted-disk.js'
import { freshDataDir, pageToken, postJson, serveChat } from './served-chat.js'

const secret = 'a secret of the other host, 32 characters'.replaceAll(' ', '-')
const listed = 'https://www.example.org'
let chat: Awaited<ReturnType<typeof serveChat>>
let key: Uint8Array

beforeAll(async () => {
  chat = await serveChat({ env: { DIRECT_LINE_SECRET: secret, WEB_ORIGINS: listed } })
  key = signingKey({ dataDir: chat.dataDir, ...notedDisk() }, secret)
})
afterAll(() => chat.stop())

const directLine = (path: string, token: string, more: Record<string, string> = {}) =>
  postJson(`${chat.url}/v3/directline${path}`, {}, { authorization: `Bearer ${token}`, ...more })
const start = (token: string, more = {}) => directLine('/conversations', token, more)

describe('a token of the page', () => {
  it('is for one conversation and one user, for half an hour', async () => {
    const { token, conversationId, userId, expires_in, resumed } = await pageToken(chat.url)
    const { exp = 0, iat = 0, ...claims } = decodeJwt(token)
    expect({ expires_in, life: exp - iat, resumed }).toEqual({
      expires_in: 1800,
      life: 1800,
      resumed: false,
    })
    expect(userId).toMatch(/^dl_/)
    expect(claims).toMatchObject({
      conversation: conversationId,
      user: userId,
      origins: [chat.url],
      page: true,
    })
  })

  it.each(['https://evil.example', listed, 'null', undefined])(
    'is not given to a page of %s',
    async (origin) => {
      const headers: Record<string, string> = origin === undefined ? {} : { origin }
      const { status, json } = await postJson(`${chat.url}/web/token`, {}, headers)
      expect({ status, code: json.error?.code }).toEqual({ status: 403, code: 'ForeignOrigin' })
    },
  )

  it('takes its conversation up again even when it has expired', async () => {
    const { token, conversationId } = await pageToken(chat.url)
    await start(token)
    const anHourAgo = new Tokens(key, () => Date.now() - 3_600_000)
    const grant = await new Tokens(key).read(token)
    if (grant === undefined) throw new Error('the token is one of ours')
    const expired = await anHourAgo.issue(grant)
    expect((await start(expired)).status).toBe(403)
    const again = await pageToken(chat.url, expired)
    expect(again).toMatchObject({ conversationId, resumed: true, userId: grant.user })
    expect((await start(again.token)).status).toBe(200)
  })

  it.each([
    ['a conversation’s id alone', (id: string) => Promise.resolve(id)],
    ['a forged token', (id: string) => forged(id)],
    ['a token that expired before the conversation’s lifetime', (id: string) => tooOld(id)],
    ['a token of another host', (id: string) => issued(id, { page: false })],
    ['a token of an unknown conversation', () => issued('unknown')],
  ])('begins anew for %s', async (_, make) => {
    const { token, conversationId } = await pageToken(chat.url)
    await start(token)
    const again = await pageToken(chat.url, await make(conversationId))
    expect(again.resumed).toBe(false)
    expect(again.conversationId).not.toBe(conversationId)
  })
})

const claimsFor = (conversation: string) => ({
  conversation,
  user: 'dl_u',
  origins: [],
  page: true,
})
const issued = (id: string, more = {}) => new Tokens(key).issue({ ...claimsFor(id), ...more })
const forged = (id: string) => new Tokens(new Uint8Array(32)).issue(claimsFor(id))
const tooOld = (id: string) =>
  new Tokens(key, () => Date.now() - 25 * 3_600_000).issue(claimsFor(id))
const signed = (claims: object, alg = 'HS256') =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg }).setIssuedAt().sign(new Uint8Array(64))

describe('Direct Line', () => {
  it.each([
    ['no JWT', () => Promise.resolve('garbage'), 403],
    ['signed with another key', () => forged('c1'), 403],
    ['unsigned', () => Promise.resolve(new UnsecuredJWT(claimsFor('c1')).encode()), 403],
    ['without an end', () => signed(claimsFor('c1')), 403],
    ['signed in another way', () => signed(claimsFor('c1'), 'HS512'), 403],
    ['expired', () => tooOld('c1'), 403],
    ['without a user of ours', () => issued('c1', { user: 'admin' }), 403],
    ['very long', () => Promise.resolve('x'.repeat(9000)), 403],
    ['the secret itself', () => Promise.resolve(secret), 403],
  ])('takes no token that is %s', async (_, make, status) => {
    const answer = await start(await make())
    expect(answer.status).toBe(status)
    expect(answer.json).toEqual({ error: { code: 'BadToken', message: anyText } })
  })

  it('asks for a token where there is none', async () => {
    const { status, json } = await postJson(`${chat.url}/v3/directline/conversations`, {})
    expect({ status, code: json.error?.code }).toEqual({ status: 401, code: 'Unauthorized' })
  })

  it('takes a token for its own conversation only', async () => {
    const [mine, theirs] = [await pageToken(chat.url), await pageToken(chat.url)]
    await Promise.all([start(mine.token), start(theirs.token)])
    const path = `/conversations/${theirs.conversationId}`
    const [own, other] = await Promise.all([
      directLine(`${path}/activities`, theirs.token),
      directLine(`${path}/activities`, mine.token),
    ])
    expect([own.status, other.status, other.json.error?.code]).toEqual([400, 403, 'BadToken'])
  })

  it('renews a good token, for a conversation that goes on', async () => {
    const { token, conversationId } = await pageToken(chat.url)
    const early = await directLine('/tokens/refresh', token)
    await start(token)
    const { status, json } = await directLine('/tokens/refresh', token)
    expect([early.status, early.json.error?.code]).toEqual([403, 'Ended'])
    expect({ status, ...json }).toMatchObject({ status: 200, conversationId, expires_in: 1800 })
    expect((await start(json.token)).status).toBe(200)
  })

  it('answers for a conversation that has ended in a way the client recovers from', async () => {
    const { status, json } = await directLine(
      '/conversations/gone/activities',
      await issued('gone'),
    )
    expect([status, json.error?.code]).toEqual([403, 'Ended'])
  })
})

describe('tokens for other hosts', () => {
  const generate = (body: unknown, bearer = secret) =>
    postJson(`${chat.url}/v3/directline/tokens/generate`, body, {
      authorization: `Bearer ${bearer}`,
    })

  it('need the secret', async () => {
    const { status, json } = await generate({}, 'another')
    expect([status, json.error?.code]).toEqual([403, 'BadToken'])
  })

  it('aren’t given where no secret is configured', async () => {
    const other = await serveChat()
    const made = readFileSync(join(other.dataDir, 'direct-line.secret'), 'utf8')
    const url = `${other.url}/v3/directline/tokens/generate`
    const { status } = await postJson(url, {}, { authorization: `Bearer ${made}` })
    await other.stop()
    expect(status).toBe(403)
  })

  it('carry the user and the origins that the host asked for', async () => {
    const { status, json } = await generate({ user: { id: 'dl_7' }, trustedOrigins: [listed] })
    expect(status).toBe(200)
    expect(decodeJwt(json.token)).toMatchObject({ user: 'dl_7', origins: [listed], page: false })
    const good = await start(json.token, { origin: listed })
    const foreign = await start(json.token, { origin: chat.url })
    expect([good.status, foreign.status]).toEqual([201, 403])
  })

  it.each([
    [{ user: { id: 'boss' } }, 'user.id must be dl_'],
    [{ user: {} }, 'user.id must be dl_'],
    [{ trustedOrigins: 'x' }, 'trustedOrigins must be a list of origins'],
    [{ trustedOrigins: ['https://evil.example'] }, 'must be origins of WEB_ORIGINS'],
    [[], 'The body must be an object'],
  ])('can’t be had with %j', async (body, message) => {
    const { status, json } = await generate(body)
    expect(status).toBe(400)
    expect(json.error?.message).toContain(message)
  })
})

describe('the signing secret', () => {
  const keyIn = (dataDir: string) => signingKey({ dataDir, ...notedDisk() })

  it('is made once, for its owner alone', () => {
    const dataDir = freshDataDir()
    const first = keyIn(dataDir)
    expect(keyIn(dataDir)).toEqual(first)
    expect(keyIn(freshDataDir())).not.toEqual(first)
    expect(statSync(join(dataDir, 'direct-line.secret')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dataDir)).toEqual(['direct-line.secret'])
  })

  it.each(['', 'short', '\0'.repeat(43), '\u00ff'.repeat(50), 'x'.repeat(5_000_000)])(
    'is made anew where its file holds none, and the log says so',
    (content) => {
      const dataDir = freshDataDir()
      writeFileSync(join(dataDir, 'direct-line.secret'), content)
      const { log, logged } = notedDisk()
      const key = signingKey({ dataDir, log })
      expect(signingKey({ dataDir, log })).toEqual(key)
      expect(logged().match(/another is made/g)).toHaveLength(1)
      expect(readFileSync(join(dataDir, 'direct-line.secret.rejected'), 'utf8')).toBe(content)
    },
  )
})
