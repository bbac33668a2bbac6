import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../../prompts/words.js'
import { containing } from '../../fakes/matchers.js'
import { begin, call, pageToken, postJson, serveChat } from './served-chat.js'

const listed = 'https://www.example.org'
let chat: Awaited<ReturnType<typeof serveChat>>

beforeAll(async () => {
  chat = await serveChat({ env: { WEB_ORIGINS: listed } })
})
afterAll(() => chat.stop())

describe('pages of other origins', () => {
  const preflight = (path: string, origin: string) =>
    fetch(chat.url + path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
  const paths = ['/tokens/refresh', '/conversations', '/conversations/c/activities']

  it.each(paths)('may use %s where they are listed', async (path) => {
    const { status, headers } = await preflight(`/v3/directline${path}`, listed)
    expect(status).toBe(204)
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': listed,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': containing('authorization, content-type, x-ms-bot-agent'),
      vary: 'origin',
    })
  })

  it.each([
    ['https://evil.example', '/v3/directline/conversations', 403],
    [`${listed}.evil.example`, '/v3/directline/conversations', 403],
    ['http://www.example.org', '/v3/directline/conversations', 403],
    ['null', '/v3/directline/conversations', 403],
    [listed, '/web/token', 405],
    [listed, '/api/messages', 405],
  ])('of %s may not use %s', async (origin, path, status) => {
    const answer = await preflight(path, origin)
    expect(answer.status).toBe(status)
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  it('can read that something failed, and when to come again', async () => {
    const path = `${chat.url}/v3/directline/conversations`
    const { status, headers } = await postJson(path, {}, { origin: listed })
    expect(status).toBe(401)
    expect(headers.get('access-control-allow-origin')).toBe(listed)
    expect(headers.get('access-control-expose-headers')).toContain('retry-after')
  })

  it('may not use a token that was given to another', async () => {
    const { token } = await pageToken(chat.url)
    const path = `${chat.url}/v3/directline/conversations`
    const headers = { origin: listed, authorization: `Bearer ${token}` }
    const { status, json } = await postJson(path, {}, headers)
    expect([status, json.error?.code]).toEqual([403, 'ForeignOrigin'])
  })
})

describe('an activity', () => {
  const deep = '['.repeat(9000) + ']'.repeat(9000)
  it.each([
    { what: 'no JSON', body: '{', code: 'BadJson' },
    { what: 'a list', body: '[]' },
    { what: 'nothing', body: '' },
    { what: 'without a type', body: '{}' },
    { what: 'with a number for text', body: '{"type":"message","text":1}' },
    { what: 'nested too deeply', body: `{"type":"event","value":${deep}}` },
    { what: 'too large', body: JSON.stringify('x'.repeat(40_000)), code: 'BodyTooLarge' },
  ])('that is $what is refused in our own words', async ({ body, code = 'BadActivity' }) => {
    const status = code === 'BodyTooLarge' ? 413 : 400
    const { path, headers } = await begin(chat.url)
    const answer = await postJson(`${path}/activities`, body, headers)
    expect([answer.status, answer.json.error?.code]).toEqual([status, code])
    expect(JSON.stringify(answer.json)).not.toMatch(/ at |node_modules|zod|Invalid input/i)
  })

  it('must be sent as JSON', async () => {
    const { path, headers } = await begin(chat.url)
    const type = { 'content-type': 'text/plain' }
    const { status } = await postJson(`${path}/activities`, '{}', { ...headers, ...type })
    expect(status).toBe(415)
  })

  it('can’t speak for others, nor ask for its answer elsewhere', async () => {
    const { say, read, conversationId } = await begin(chat.url)
    const forged = {
      from: { id: 'ctoc-assistant', role: 'bot' },
      conversation: { id: 'other' },
      channelId: 'msteams',
      serviceUrl: 'http://evil.example',
      deliveryMode: 'expectReplies',
      id: 'mine',
      timestamp: '2000-01-01T00:00:00Z',
    }
    const { json } = await say('one', forged)
    while ((await read()).activities.length < 3) await wait(10)
    const [, echo, reply] = (await read()).activities
    expect(json.id).toBe(`${conversationId}|0000002`)
    expect(echo).toMatchObject({
      id: json.id,
      channelId: 'webchat',
      from: { role: 'user' },
      conversation: { id: conversationId },
    })
    expect(echo?.timestamp).not.toContain('2000')
    expect(JSON.stringify(echo)).not.toContain('evil')
    expect(reply?.replyToId).toBe(json.id)
  })

  it.each(['event', 'invoke', 'messageReaction', 'conversationUpdate', 'handoff', 'anything'])(
    'of type %s is taken and comes back',
    async (type) => {
      const { say, read } = await begin(chat.url)
      const { status } = await say('', { type, name: 'x', value: {}, membersAdded: [{ id: 'x' }] })
      await wait(20)
      const { activities } = await read('1')
      expect(status).toBe(200)
      expect(activities.map((one) => one.type)).toEqual([type])
    },
  )
})

describe('polling', () => {
  it.each([
    ['no watermark', undefined, 3],
    ['an empty watermark', '', 3],
    ['0', '0', 3],
    ['1', '1', 2],
    ['the last', '3', 0],
    ['one beyond the last', '999', 0],
  ])('with %s brings what came after it', async (_, watermark, count) => {
    const { say, read } = await begin(chat.url)
    await say('one')
    while ((await read()).activities.length < 3) await wait(10)
    const { activities, watermark: next } = await read(watermark)
    expect(activities).toHaveLength(count)
    expect(next).toBe('3')
  })

  it('refuses a watermark that is none of ours', async () => {
    const { read } = await begin(chat.url)
    expect((await read('x')).error?.code).toBe('BadRequest')
  })
})

describe('an upload', () => {
  const form = (bytes: number, text = 'see here') => {
    const data = new FormData()
    const activity = { type: 'message', text, channelData: { clientActivityID: 'c9' } }
    const type = 'application/vnd.microsoft.activity'
    data.append('activity', new Blob([JSON.stringify(activity)], { type }))
    data.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png')
    return data
  }

  it('shows the message, answers it, says that the file was left out, and writes nothing to disk', async () => {
    const { path, headers, read } = await begin(chat.url)
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('upload_'))
    const init = { method: 'POST', headers, body: form(200_000) }
    const { status, json } = await call(`${path}/upload?userId=x`, init)
    await expect.poll(async () => (await read('1')).activities.length).toBe(2)
    const { activities } = await read('1')
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('upload_'))
    expect([status, json.id]).toEqual([200, activities[0]?.id])
    expect(activities).toMatchObject([
      { text: 'see here', channelData: { clientActivityID: 'c9' }, attachments: [] },
      { text: containing('9,219 kg'), replyToId: json.id, from: { role: 'bot' } },
    ])
    expect(activities[1]?.text).toContain(words.bot.leftOut)
    expect(after).toEqual(before)
  })

  it('without words is told that only text is read', async () => {
    const { path, headers, read } = await begin(chat.url)
    await call(`${path}/upload`, { method: 'POST', headers, body: form(10, '') })
    await expect.poll(async () => (await read('1')).activities.length).toBe(2)
    expect((await read('1')).activities[1]?.text).toBe(words.bot.noText)
  })

  it('that is sent twice is answered once', async () => {
    const { path, headers, read, say } = await begin(chat.url)
    const upload = () => call(`${path}/upload`, { method: 'POST', headers, body: form(10) })
    expect((await upload()).json.id).toBe((await upload()).json.id)
    await say('help')
    await expect.poll(async () => (await read('1')).activities.length).toBe(4)
  })

  it('of what is no form is refused', async () => {
    const { path, headers } = await begin(chat.url)
    const { status } = await postJson(`${path}/upload`, {}, headers)
    expect(status).toBe(415)
  })

  it('is cut where it grows too large', async () => {
    const { path, headers } = await begin(chat.url)
    const init = { method: 'POST', headers, body: form(9_000_000) }
    // The client may still be sending when the connection ends.
    const status = await call(`${path}/upload`, init).then(
      (answer) => answer.status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(status)
  })
})

describe('limits', () => {
  const limited = async (env: Record<string, string>, use: (url: string) => Promise<void>) => {
    const other = await serveChat({ env })
    await use(other.url)
    await other.stop()
  }
  const tooMany = { status: 429, code: 'TooMany' }
  const outcome = ({ status, json }: Awaited<ReturnType<typeof postJson>>) => ({
    status,
    code: json.error?.code,
  })

  it('hold the messages of a conversation', () =>
    limited({ MESSAGES_PER_MINUTE: '2' }, async (url) => {
      const { say } = await begin(url)
      await say('one')
      await say('two')
      const third = await say('three')
      expect(outcome(third)).toEqual(tooMany)
      expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await (await begin(url)).say('another’s')).status).toBe(200)
    }))

  it('hold the requests of an address', () =>
    limited({ REQUESTS_PER_MINUTE: '2' }, async (url) => {
      await begin(url)
      expect(outcome(await postJson(`${url}/web/token`, {}, { origin: url }))).toEqual(tooMany)
    }))

  it('hold the new conversations of an address', () =>
    limited({ NEW_CONVERSATIONS_PER_HOUR: '1' }, async (url) => {
      const { headers } = await begin(url)
      const { token } = await pageToken(url)
      const path = `${url}/v3/directline/conversations`
      const another = await postJson(path, {}, { authorization: `Bearer ${token}` })
      expect(outcome(another)).toEqual(tooMany)
      expect((await postJson(path, {}, headers)).status).toBe(200)
    }))

  it.each([
    ['0', 429],
    ['1', 200],
  ])('see the addresses behind %s proxies', (proxies, status) =>
    limited({ REQUESTS_PER_MINUTE: '1', TRUST_PROXY: proxies }, async (url) => {
      const from = (address: string) => ({ origin: url, 'x-forwarded-for': `9.9.9.9, ${address}` })
      await postJson(`${url}/web/token`, {}, from('1.1.1.1'))
      expect((await postJson(`${url}/web/token`, {}, from('2.2.2.2'))).status).toBe(status)
    }),
  )
})

describe('a public server without an app id', () => {
  it('serves the web chat to any host and no Bot Framework to anybody', async () => {
    const env = { PUBLIC_ORIGIN: 'https://chat.example.org', HOST: '0.0.0.0' }
    const open = await serveChat({ env })
    const origin = { origin: 'https://chat.example.org' }
    const { status, json } = await postJson(`${open.url}/web/token`, {}, origin)
    const headers = { ...origin, authorization: `Bearer ${json.token}` }
    const started = await postJson(`${open.url}/v3/directline/conversations`, {}, headers)
    const door = await postJson(`${open.url}/api/messages`, {})
    await open.stop()
    expect([status, started.status, door.status]).toEqual([200, 201, 404])
    expect(started.json.streamUrl).toMatch(/^wss:\/\/chat\.example\.org\/v3\/directline\//)
  })
})
