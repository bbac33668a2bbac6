import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { Codes } from '../../../adapters/direct-line/codes.js'
import { Rooms } from '../../../adapters/direct-line/rooms.js'
import { Streams } from '../../../adapters/direct-line/streams.js'
import { createLog } from '../../../adapters/log.js'
import { opened } from '../../fakes/connector.js'
import { begin, serveChat, type Answered } from './served-chat.js'
import { until } from './client.js'

let chat: Awaited<ReturnType<typeof serveChat>>

beforeAll(async () => {
  chat = await serveChat({ env: { SOCKETS_PER_ADDRESS: '8', NEW_CONVERSATIONS_PER_HOUR: '1000' } })
})
afterAll(() => chat.stop())

/** Opens a stream and keeps its frames; `closed` tells how it ended. */
function open(streamUrl: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(streamUrl, { headers })
  const frames: Answered[] = []
  socket.on('message', (data: Buffer) => void frames.push(JSON.parse(data.toString()) as Answered))
  const closed = new Promise<string>((resolve) => {
    socket.on('close', (code, reason) => resolve(`${code} ${reason.toString()}`))
    socket.on('error', ({ message }) => resolve(message))
  })
  const messages = () =>
    frames.flatMap(({ activities }) => activities.filter(({ type }) => type === 'message'))
  return { socket, frames, messages, closed }
}

const forbidden = 'Unexpected server response: 403'

describe('a stream', () => {
  it('begins with what was said before, and gives the watermark of each frame', async () => {
    const { streamUrl, say } = await begin(chat.url)
    await say('one')
    const { frames, messages, socket } = open(streamUrl)
    await until(() => messages().length === 3)
    await say('two')
    await until(() => messages().length === 5)
    socket.close()
    expect(frames.at(-1)?.watermark).toBe('5')
  })

  it('opens once with its code', async () => {
    const { streamUrl } = await begin(chat.url)
    const first = open(streamUrl)
    await once(first.socket, 'open')
    expect(await open(streamUrl).closed).toBe(forbidden)
    first.socket.close()
  })

  it.each([
    ['a code that never was', (url: string) => url.replace(/t=.*/, 't=AAAA'), forbidden],
    ['no code', (url: string) => url.replace(/\?.*/, ''), 'Unexpected server response: 404'],
    [
      'another path',
      (url: string) => `${new URL(url).origin}/x`,
      'Unexpected server response: 404',
    ],
  ])('does not open with %s', async (_, change, outcome) => {
    const { streamUrl } = await begin(chat.url)
    expect(await open(change(streamUrl)).closed).toBe(outcome)
  })

  it('does not open for a page of another origin', async () => {
    const { streamUrl } = await begin(chat.url)
    expect(await open(streamUrl, { origin: 'https://evil.example' }).closed).toBe(forbidden)
  })

  it('takes over from an earlier one of its conversation, which ends with a collision', async () => {
    const { streamUrl, reconnect, say } = await begin(chat.url)
    const first = open(streamUrl)
    await once(first.socket, 'open')
    const second = open((await reconnect('?watermark=')).streamUrl)
    expect(await first.closed).toBe('1000 collision')
    await say('one')
    await until(() => second.messages().length === 3)
    expect(first.messages().length).toBeLessThan(2)
    second.socket.close()
  })

  it('bears empty frames and any other, and closes at one that is huge', async () => {
    const { streamUrl, say } = await begin(chat.url)
    const { socket, messages, closed } = open(streamUrl)
    await once(socket, 'open')
    for (const frame of ['', 'x', '{"activities":[]}']) socket.send(frame)
    await say('one')
    await until(() => messages().length === 3)
    socket.send('x'.repeat(2000))
    expect(await closed).toContain('1009')
  })

  it('closes where the client won’t stop talking', async () => {
    const { streamUrl } = await begin(chat.url)
    const { socket, closed } = open(streamUrl)
    await once(socket, 'open')
    for (let frame = 0; frame < 300; frame += 1) socket.send('')
    expect(await closed).toContain('1006')
  })

  it.each([
    ['', 3],
    ['?watermark=', 3],
    ['?watermark=2', 1],
    ['?watermark=99', 0],
  ])('after a reconnect with “%s” brings what that means', async (query, count) => {
    const { say, read, reconnect } = await begin(chat.url)
    await say('one')
    while ((await read()).activities.length < 3) await wait(10)
    const { streamUrl } = await reconnect(query)
    const { messages, socket } = open(streamUrl)
    await once(socket, 'open')
    await wait(50)
    socket.close()
    // Without a watermark only what is new counts.
    expect(messages()).toHaveLength(query === '' ? 0 : count)
  })

  it('is one of so many of its address', async () => {
    const begun = await Promise.all(Array.from({ length: 9 }, () => begin(chat.url)))
    const streams = begun.map(({ streamUrl }) => open(streamUrl))
    const outcome = await Promise.race(streams.map(({ closed }) => closed))
    expect(outcome).toBe('Unexpected server response: 429')
    for (const { socket } of streams) socket.close()
    await Promise.all(streams.map(({ closed }) => closed))
  })
})

describe('a stream whose client is gone', () => {
  it('is closed when it answers no ping', async () => {
    const log = createLog('silent')
    const rooms = new Rooms({ conversations: 9, conversationHours: 1, log })
    const codes = new Codes()
    const streams = new Streams({ rooms, codes, proxies: 0, socketsPerAddress: 9, pingMs: 50 })
    const server = createServer().on('upgrade', (...[req, socket, head]) => {
      streams.upgrade(req, socket, head)
    })
    const url = (await opened(server)).replace('http', 'ws')
    rooms.open('c1', 'dl_u')
    const code = await codes.issue({ conversation: 'c1', seen: 0, origins: [] })
    const options = { autoPong: false }
    const gone = new WebSocket(`${url}/v3/directline/conversations/c1/stream?t=${code}`, options)
    const [ended] = (await once(gone, 'close')) as [number]
    expect(ended).toBe(1006)
    await until(() => rooms.find('c1')?.listener === undefined)
    streams.close()
    server.close()
  })
})

describe('a code', () => {
  it('is good once, for a minute', async () => {
    let now = 0
    const codes = new Codes(() => now)
    const ticket = { conversation: 'c', seen: 0, origins: [] }
    const [early, late] = [await codes.issue(ticket), await codes.issue(ticket)]
    now = 59_999
    const taken = await Promise.all([codes.redeem(early), codes.redeem(early)])
    expect(taken.filter((one) => one !== undefined)).toEqual([ticket])
    now = 60_000
    expect(await codes.redeem(late)).toBeUndefined()
  })
})
