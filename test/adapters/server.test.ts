import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { message, post } from '../fakes/activities.js'
import { cocaine, FakeAssistant } from '../fakes/assistant.js'
import { anyText, containing } from '../fakes/matchers.js'
import { serveBot } from '../fakes/served-bot.js'

let step: string | undefined
let model: string | undefined
let bot: Awaited<ReturnType<typeof serveBot>>

beforeAll(async () => {
  bot = await serveBot({ loading: () => step, model: () => model })
})
afterAll(() => bot.close())

const get = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(bot.url + path, init)
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** fetch sets the Host header itself, so this asks by hand. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(bot.url, { headers: { host } }, (res) => resolve(res.resume().statusCode))
    sent.on('error', reject).end()
  })
}

describe('the server', () => {
  it('says that it is alive', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' })
  })

  it('says what it is waiting for until it is ready', async () => {
    step = 'loading the model'
    const waiting = await get('/readyz')
    step = undefined
    expect(waiting.status).toBe(503)
    expect(waiting.body).toContain('The bot is still starting: loading the model')
    expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"status":"ready"}' })
  })

  it.each(['untried', 'answers', 'fails'])(
    'is ready while its language model %s, and says so',
    async (state) => {
      model = state
      const { status, body } = await get('/readyz')
      model = undefined
      expect(status).toBe(200)
      expect(JSON.parse(body)).toEqual({ status: 'ready', model: state })
    },
  )

  it('says what it is and where to go', async () => {
    expect((await get('/')).body).toContain('POST /api/messages')
  })

  it.each(['/', '/healthz', '/readyz'])(
    'answers HEAD on %s like GET, without a body',
    async (path) => {
      const [asked, head] = await Promise.all([get(path), get(path, { method: 'HEAD' })])
      expect([head.status, head.body]).toEqual([asked.status, ''])
      expect(head.headers.get('content-length')).toBe(asked.headers.get('content-length'))
    },
  )

  it('answers HEAD with a fault where there is no GET', async () => {
    expect(await get('/nothing', { method: 'HEAD' })).toMatchObject({ status: 404, body: '' })
    expect(await get('/api/messages', { method: 'HEAD' })).toMatchObject({ status: 405, body: '' })
  })

  it.each([
    { what: 'an unknown path', path: '/nothing', status: 404 },
    { what: 'a path that can’t be decoded', path: '/%zz', status: 404 },
    { what: 'a path upwards', path: '/..%2f..%2fetc/passwd', status: 404 },
    { what: 'a wrong method', path: '/api/messages', status: 405 },
    { what: 'a preflight', path: '/api/messages', method: 'OPTIONS', status: 405 },
    { what: 'a post to a probe', path: '/healthz', method: 'POST', status: 405 },
  ])('answers $what with a fault of its own', async ({ path, method = 'GET', status }) => {
    const answer = await get(path, { method })
    const code = status === 404 ? 'NotFound' : 'MethodNotAllowed'
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body)).toEqual({ error: { code, message: anyText } })
  })

  it.each(['text/html', 'image/png', ''])(
    'answers in JSON whatever is accepted: %s',
    async (accept) => {
      const { headers } = await get('/nothing', { headers: { accept } })
      expect(headers.get('content-type')).toBe('application/json')
    },
  )

  it.each(['/', '/healthz', '/readyz', '/api/messages', '/nothing'])(
    'sets the headers of safety at %s',
    async (path) => {
      const { headers } = await get(path)
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': containing("default-src 'none'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
      expect(headers.has('server')).toBe(false)
    },
  )

  it.each([
    ['localhost:3978', 200],
    ['127.0.0.1', 200],
    ['[::1]:3978', 200],
    ['evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost@evil.example', 403],
  ])(
    'takes a request to host %s with %i while it serves this machine only',
    async (host, status) => {
      expect(await statusFor(host)).toBe(status)
    },
  )

  it('closes a connection that asks for another protocol', async () => {
    const socket = connect(Number(new URL(bot.url).port), '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n')
    const chunks = await socket.toArray()
    expect(Buffer.concat(chunks as Buffer[]).toString()).toContain('404 Not Found')
  })

  it('says that its port is in use, and what to do', async () => {
    const port = Number(new URL(bot.url).port)
    await expect(serveBot({ port })).rejects.toThrow(
      `Server: port ${port} is in use. Stop the other process or set PORT.`,
    )
  })

  it('masks a fault of its own', async () => {
    const broken = await serveBot()
    broken.door.receive = () => Promise.reject(new Error('secret detail'))
    const { status, error } = await post(broken.url, message('x'))
    await broken.close()
    expect({ status, code: error?.code }).toEqual({ status: 500, code: 'Internal' })
    expect(error?.message).not.toContain('secret')
    const logged = broken.logged().find(({ msg }) => msg === 'request failed')
    expect(logged).toMatchObject({ err: { message: 'secret detail' }, id: anyText })
  })
})

describe('a shutdown', () => {
  const slowly = (ms: number) => new FakeAssistant(() => wait(ms).then(cocaine))

  it('lets a turn in flight finish and takes no new one', async () => {
    const slow = await serveBot({ assistant: slowly(300) })
    const answer = post(slow.url, message('x'))
    await wait(100)
    const closed = slow.close()
    const late = await post(slow.url, message('y'))
    expect([late.status, late.error?.code]).toEqual([503, 'Stopping'])
    expect(late.headers.get('retry-after')).toBe('5')
    expect((await fetch(`${slow.url}/healthz`)).status).toBe(200)
    expect((await answer).activities).toHaveLength(2)
    const before = performance.now()
    await closed
    expect(performance.now() - before).toBeLessThan(1000)
  })

  it('does not wait for connections that are only kept alive', async () => {
    const idle = await serveBot()
    await post(idle.url, message('x'))
    const before = performance.now()
    await idle.close()
    expect(performance.now() - before).toBeLessThan(1000)
  })

  it('cuts a turn that outlasts the grace time', async () => {
    const stuck = await serveBot({ assistant: slowly(5000), graceMs: 100 })
    const answer = expect(post(stuck.url, message('x'))).rejects.toThrow()
    await wait(100)
    await stuck.close()
    await answer
  })
})
