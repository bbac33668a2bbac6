import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { Answered, Received } from '../direct-line/served-chat.js'
import { freshDataDir, npmStart } from '../../helpers/npm-start.js'
import { freePorts, programs, startNginx, type Nginx } from './nginx.js'

type Bot = Awaited<ReturnType<typeof npmStart>>

/** A request through the proxy; from another address of this machine where one is given. */
interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly from?: string
}

const title = 'behind nginx'
const help = 'run apt-get install nginx-light openssl'
if (programs !== undefined) describe(title, { timeout: 60_000 }, tests)
else if (process.env.CI === 'true') {
  it(`${title}: needs nginx and openssl`, () => {
    throw new Error(`nginx or openssl was not found: ${help}.`)
  })
} else {
  console.warn(`Left out, since nginx or openssl was not found: “${title}”. To have it, ${help}.`)
  describe.skip(title, tests)
}

function tests(): void {
  let nginx: Nginx
  let bot: Bot
  let settings: Record<string, string>

  beforeAll(async () => {
    const ports = await freePorts()
    settings = {
      DATA_DIR: freshDataDir(),
      PUBLIC_ORIGIN: `https://localhost:${ports.https}`,
      TRUST_PROXY: '1',
      NEW_CONVERSATIONS_PER_HOUR: '4',
    }
    bot = await npmStart(settings)
    nginx = await startNginx({ ...ports, bot: new URL(bot.url).port })
  })
  afterAll(async () => {
    bot.kill()
    await nginx.stop()
  })

  const ask = async (path: string, { method = 'GET', headers = {}, body, from }: Ask = {}) => {
    const place = { ca: nginx.ca, localAddress: from ?? '127.0.0.1', agent: false, family: 4 }
    const req = request(`${nginx.origin}${path}`, { ...place, method, headers })
    req.end(body)
    const [res] = (await once(req, 'response')) as [IncomingMessage]
    return { status: res.statusCode, headers: res.headers, text: await text(res) }
  }
  const postJson = async (path: string, body: object, more: Ask = {}) => {
    const headers = { 'content-type': 'application/json', ...more.headers }
    const given = { ...more, method: 'POST', headers, body: JSON.stringify(body) }
    const { status, text } = await ask(path, given)
    return { status, ...(JSON.parse(text) as Answered) }
  }
  /** Gets a token as the page does. */
  const pageToken = (more: Ask = {}, body: object = {}) =>
    postJson('/web/token', body, { ...more, headers: { ...more.headers, origin: nginx.origin } })

  /** Begins a conversation from an address, with its stream open. */
  async function begin(from: string) {
    const { token, conversationId } = await pageToken({ from })
    const headers = { authorization: `Bearer ${token}`, origin: nginx.origin }
    const path = `/v3/directline/conversations/${conversationId}`
    const { streamUrl } = await postJson('/v3/directline/conversations', {}, { headers, from })
    const stream = await openStream(streamUrl)
    const say = (text: string) =>
      postJson(`${path}/activities`, { type: 'message', text }, { headers, from })
    const reconnect = async () => {
      const { text } = await ask(`${path}?watermark=`, { headers, from })
      return openStream((JSON.parse(text) as Answered).streamUrl)
    }
    return { streamUrl, stream, say, reconnect, token, headers, path }
  }

  /** A stream and all that came over it. */
  async function openStream(url: string) {
    const socket = new WebSocket(url, { ca: nginx.ca, origin: nginx.origin, family: 4 })
    const heard: Received[] = []
    socket.on('message', (data: Buffer) => {
      const frame = data.toString()
      if (frame !== '') heard.push(...(JSON.parse(frame) as Answered).activities)
    })
    const closed = once(socket, 'close')
    await once(socket, 'open')
    return { heard: () => heard.map(({ text }) => text ?? '').join('\n'), socket, closed }
  }

  const question = 'How much cocaine was seized in 2011?'

  it('shows the page over HTTPS', async () => {
    await expect.poll(async () => (await ask('/web')).status).toBe(200)
    const page = await ask('/web')
    expect([page.status, page.headers['strict-transport-security']]).toEqual([
      200,
      expect.any(String),
    ])
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('leads HTTP to HTTPS', async () => {
    const { status, headers } = await fetch(`${nginx.plain}/web`, { redirect: 'manual' })
    expect([status, headers.get('location')]).toEqual([301, 'https://127.0.0.1/web'])
  })

  it('passes HEAD on', async () => {
    const direct = await fetch(`${bot.url}/web`, { method: 'HEAD' })
    const { status, text } = await ask('/web', { method: 'HEAD' })
    expect([status, text]).toEqual([direct.status, ''])
  })

  it('gives a token, opens a wss stream and answers over it', async () => {
    const { streamUrl, stream, say } = await begin('127.0.0.2')
    expect(streamUrl).toMatch(nginx.origin.replace('https', 'wss'))
    await say(question)
    await expect.poll(stream.heard).toContain('9,219 kg')
    stream.socket.terminate()
  })

  it('gives no token to a page of another origin', async () => {
    const headers = { origin: 'https://elsewhere.example' }
    expect((await postJson('/web/token', {}, { headers })).status).toBe(403)
  })

  it('lets the bot refuse what is too large, in its own words', async () => {
    const { token, path, headers } = await begin('127.0.0.3')
    expect(token).not.toBe('')
    const large = await postJson(`${path}/activities`, { text: 'x'.repeat(1_000_000) }, { headers })
    expect([large.status, large.error?.code]).toEqual([413, expect.any(String)])
    const type = { 'content-type': 'multipart/form-data; boundary=b' }
    const upload = (size: number) =>
      ask(`${path}/upload`, {
        method: 'POST',
        headers: { ...headers, ...type },
        body: Buffer.concat([Buffer.from('--b\r\n\r\n'), Buffer.alloc(size, 'x')]),
      })
    expect((await upload(7_000_000)).status).toBe(200)
    const { status, text } = await upload(8_500_000)
    expect([status, text]).toEqual([413, expect.stringContaining('The body is too large.')])
  })

  it('counts each address by itself, whatever it says of itself', async () => {
    const begun = async (from: string, claim: string) => {
      const headers = { 'x-forwarded-for': claim }
      const { token } = await pageToken({ from, headers })
      const bearer = { authorization: `Bearer ${token}`, ...headers }
      return (await postJson('/v3/directline/conversations', {}, { headers: bearer, from })).status
    }
    const claims = ['1.1.1.1', '2.2.2.2', '3.3.3.3', '127.0.0.5, 4.4.4.4', '127.0.0.5']
    const statuses: unknown[] = []
    for (const claim of claims) statuses.push(await begun('127.0.0.4', claim))
    expect(statuses).toEqual([201, 201, 201, 201, 429])
    expect(await begun('127.0.0.5', '127.0.0.4')).toBe(201)
  })

  it('keeps a stream over a reload of nginx', async () => {
    const { stream, say } = await begin('127.0.0.6')
    await nginx.reload()
    await say(question)
    await expect.poll(stream.heard).toContain('9,219 kg')
    stream.socket.terminate()
  })

  it('takes a conversation up again after a restart of the bot', async () => {
    const { stream, say, reconnect } = await begin('127.0.0.7')
    await say(question)
    await expect.poll(stream.heard).toContain('9,219 kg')
    process.kill(bot.pid, 'SIGTERM')
    const [code] = (await stream.closed) as [number]
    expect(code).toBe(1012)
    expect(await bot.ended).toEqual([0, null])
    expect((await ask('/web')).status).toBe(502)
    bot = await npmStart({ ...settings, PORT: new URL(bot.url).port })
    const again = await reconnect()
    await expect.poll(again.heard).toContain('9,219 kg')
    await say('and heroin?')
    await expect.poll(again.heard).toContain('heroin')
    again.socket.terminate()
  })
}
