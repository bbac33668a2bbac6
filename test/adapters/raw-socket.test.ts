import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepServing } from '../../adapters/http/uncaught.js'
import { createLog } from '../../adapters/log.js'
import { numbersFrom, rawRequest, sendRaw } from '../fakes/raw-requests.js'
import { serveChat } from './direct-line/served-chat.js'

let chat: Awaited<ReturnType<typeof serveChat>>

beforeAll(async () => {
  chat = await serveChat()
})
afterAll(() => chat.stop())

const request = (target: string, more = '') =>
  `GET ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\n${more}connection: close\r\n\r\n`

describe('the first guard', () => {
  it.each([
    'http://[bad/',
    'http://[bad/web',
    'http://',
    'http://a:99999/',
    'https://[::1',
    'ftp://127.0.0.1/',
    'javascript:alert(1)',
    'x:y',
    '*',
    '?',
    '#',
    '/a#b',
    '/\\',
    '/<x>',
    '/{}',
  ])('answers the target %s with 400', async (target) => {
    expect(await sendRaw(chat.port, request(target))).toBe(400)
    expect(await sendRaw(chat.port, request(target, 'origin: http://[bad\r\n'))).toBe(400)
    expect(await sendRaw(chat.port, request(target, 'expect: 100-continue\r\n'))).toBe(400)
  })

  it.each([
    ['two hosts', request('/healthz', 'host: 127.0.0.1\r\n')],
    ['no host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['a bare CR', 'GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx: a\rb\r\n\r\n'],
    ['a line that is folded', request('/healthz', 'x: a\r\n b\r\n')],
    ['an upgrade to a target that can’t be read', request('http://[bad/', 'upgrade: x\r\n')],
  ])('answers %s with 400', async (_, bytes) => {
    expect(await sendRaw(chat.port, bytes)).toBe(400)
  })

  it('answers 3,000 headers as too many', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `h${at}: x\r\n`).join('')
    expect(await sendRaw(chat.port, request('/healthz', many))).toBe(431)
  })

  it('takes a target in absolute form by its own host', async () => {
    expect(await sendRaw(chat.port, request('http://127.0.0.1/healthz'))).toBe(200)
    expect(await sendRaw(chat.port, request('http://evil.example/healthz'))).toBe(403)
  })

  it('refuses a stream of a foreign host', async () => {
    const websocket =
      'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
    const path = '/v3/directline/conversations/x/stream?t=abc'
    const from = (host: string) => `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${websocket}`
    expect(await sendRaw(chat.port, from('evil.example'))).toBe(403)
    expect(await sendRaw(chat.port, from('127.0.0.1'))).toBe(403)
    expect(await sendRaw(chat.port, from('localhost').replace('/stream', '/other'))).toBe(404)
  })
})

describe('the last handler', () => {
  it('logs with an id what nobody caught, and answers the request that it belongs to', async () => {
    const lines: string[] = []
    const before = process.rawListeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    keepServing(createLog('error', { write: (line) => void lines.push(line) }))
    const broken = await serveChat({
      routes: [
        (server) => {
          server.get('/late', (_req, _res, next) => void setTimeout(() => fail('in a timer', next)))
          server.get('/now', (_req, _res, next) => fail('in a handler', next))
          server.pre((req, _res, next) => (req.path() === '/pre' ? fail('first', next) : next()))
        },
      ],
    })
    const statuses: unknown[] = []
    for (const path of ['/late', '/now', '/pre', '/healthz']) {
      statuses.push(await sendRaw(broken.port, request(path)))
    }
    setTimeout(() => fail('alone'))
    await wait(20)
    await broken.stop()
    process.removeAllListeners('uncaughtException')
    for (const listener of before) process.on('uncaughtException', listener as () => void)
    expect(statuses).toEqual([500, 500, 500, 200])
    expect(lines.join('')).toContain('"message":"alone"')
    expect(lines.join('')).toMatch(/"id":"[\da-f]{8}".*in a timer/)
  })
})

/** Throws instead of going on. */
function fail(where: string, next?: unknown): never {
  throw new Error(where, { cause: next })
}

describe('2,000 raw requests of every bad kind', () => {
  it('leave the server answering, and nothing uncaught', async () => {
    const random = numbersFrom(9)
    const statuses = new Map<number | undefined, number>()
    for (let round = 0; round < 2000; round += 1) {
      const status = await sendRaw(chat.port, rawRequest(random), 30)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect([...statuses.keys()].filter((status) => (status ?? 0) >= 500)).toEqual([])
    expect(await sendRaw(chat.port, request('/healthz'))).toBe(200)
    expect(chat.log()).not.toContain('"level":"error"')
  })
})
