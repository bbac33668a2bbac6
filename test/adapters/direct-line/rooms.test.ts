import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { Journal } from '../../../adapters/direct-line/journal.js'
import { RoomMemory } from '../../../adapters/direct-line/memory.js'
import { resumeRooms } from '../../../adapters/direct-line/resume.js'
import { Rooms } from '../../../adapters/direct-line/rooms.js'
import { createLog } from '../../../adapters/log.js'
import type { Exchange } from '../../../bot/conversations.js'
import { words } from '../../../prompts/words.js'
import { containing, having } from '../../fakes/matchers.js'
import { begin, freshDataDir, serveChat } from './served-chat.js'

/** Conversations with a log at hand, and a clock that stands still until it is moved. */
function makeRooms(more: { conversations?: number } = {}) {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  const clock = { now: 1_000_000_000_000 }
  const limits = { conversations: 100, conversationHours: 1, log, now: () => clock.now, ...more }
  return { rooms: new Rooms(limits), clock, log: () => lines.join('') }
}

function opened(rooms: Rooms, id: string) {
  const room = rooms.open(id, 'dl_u')
  if (room === undefined) throw new Error('there is no place for another conversation')
  return room
}

const file = () => join(freshDataDir(), 'conversations', '1.jsonl')
const message = (text: string) => ({ type: 'message', text })
const exchange = (question: string): Exchange => ({
  question,
  explicit: question,
  paragraphs: [29],
  facts: [],
  references: [],
})

describe('conversations', () => {
  it('are as they were after a process that was killed, but for the line it was writing', () => {
    const path = file()
    const { rooms } = makeRooms()
    rooms.resume(path)
    const room = opened(rooms, 'c1')
    rooms.say(room, message('one'), 'user')
    rooms.say(room, { ...message('two'), replyToId: 'c1|0000001' }, 'bot')
    rooms.remember(room, [exchange('one')])
    appendFileSync(path, '{"kind":"said","room":"c1","seq')
    const later = makeRooms()
    later.rooms.resume(path)
    const again = later.rooms.find('c1')
    expect(JSON.parse(again?.after(0) ?? '')).toEqual(JSON.parse(room.after(0) ?? ''))
    expect(again?.exchanges).toEqual([exchange('one')])
    expect(later.log()).toContain('"conversations":1,"torn":1')
  })

  it('are readable for the owner of the process alone', () => {
    const path = file()
    makeRooms().rooms.resume(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
  })

  it('are written anew at a start: what has ended is gone from the file', () => {
    const path = file()
    const { rooms, clock } = makeRooms()
    rooms.resume(path)
    rooms.say(opened(rooms, 'old'), message('one'), 'user')
    clock.now += 3_600_000
    rooms.say(opened(rooms, 'new'), message('two'), 'user')
    rooms.close()
    const later = makeRooms()
    later.clock.now = clock.now
    expect(later.rooms.resume(path).map(({ id }) => id)).toEqual(['new'])
    expect(readFileSync(path, 'utf8')).not.toContain('old')
  })

  it('keep their file within bounds while the process runs', () => {
    const path = file()
    const { rooms } = makeRooms()
    rooms.resume(path)
    const room = opened(rooms, 'c1')
    for (let round = 0; round < 900; round += 1) rooms.say(room, message('x'.repeat(30_000)), 'bot')
    rooms.close()
    expect(statSync(path).size).toBeLessThan(18 * 1024 * 1024)
    const later = makeRooms()
    later.rooms.resume(path)
    expect(later.rooms.find('c1')?.last).toBe(900)
    expect(later.rooms.find('c1')?.size).toBeLessThan(512 * 1024)
  })

  it('go on where the disk fails, and the log says so', () => {
    const path = file()
    const { rooms, log } = makeRooms()
    rooms.resume(path)
    const room = opened(rooms, 'c1')
    vi.spyOn(Journal.prototype, 'append').mockImplementation(() => {
      throw new Error('ENOSPC')
    })
    rooms.say(room, message('one'), 'user')
    vi.restoreAllMocks()
    rooms.say(room, message('two'), 'user')
    expect(room.last).toBe(2)
    expect(log()).toContain('conversations can’t be written')
  })

  it('end when they have been unused for their lifetime, unless somebody is there', () => {
    const { rooms, clock } = makeRooms()
    opened(rooms, 'gone')
    opened(rooms, 'present').listener = () => undefined
    clock.now += 3_600_000
    rooms.sweep()
    expect([rooms.find('gone'), rooms.find('present')?.id]).toEqual([undefined, 'present'])
  })

  it('make place for others: the longest unused first, never one that is in use', () => {
    const { rooms } = makeRooms({ conversations: 2 })
    const [first, second] = [opened(rooms, 'first'), opened(rooms, 'second')]
    rooms.say(first, message('one'), 'user')
    first.listener = () => undefined
    const third = opened(rooms, 'third')
    expect(rooms.find(second.id)).toBeUndefined()
    third.listener = () => undefined
    expect(rooms.open('fourth', 'dl_u')).toBeUndefined()
    expect([rooms.find('first'), rooms.find('third')]).toEqual([first, third])
  })

  it('hold only so much each', () => {
    const { rooms } = makeRooms()
    const room = opened(rooms, 'c1')
    for (let round = 0; round < 350; round += 1) rooms.say(room, message('x'), 'bot')
    expect(room.history()).toHaveLength(300)
    expect(room.history()[0]?.sequence).toBe(51)
  })

  it('say where their file can’t be used', () => {
    const dataDir = freshDataDir()
    writeFileSync(join(dataDir, 'conversations'), '')
    expect(() => resumeRooms(makeRooms().rooms, { dataDir, port: 1 })).toThrow(
      /^Direct Line: .*1\.jsonl can’t be used .* set DATA_DIR\.$/,
    )
  })
})

describe('the bot’s memory', () => {
  it('of the web chat is kept with its conversation, that of others by itself', async () => {
    const { rooms } = makeRooms()
    const room = opened(rooms, 'c1')
    const memory = new RoomMemory(rooms)
    await memory.save('webchat/c1', [exchange('one')])
    await memory.save('msteams/c1', [exchange('two')])
    expect(room.exchanges).toEqual([exchange('one')])
    expect(await memory.load('webchat/c1')).toEqual([exchange('one')])
    expect(await memory.load('msteams/c1')).toEqual([exchange('two')])
    expect(await memory.load('webchat/unknown')).toEqual([])
  })

  it('writes each turn once and keeps the last six', () => {
    const path = file()
    const { rooms } = makeRooms()
    rooms.resume(path)
    const room = opened(rooms, 'c1')
    for (let turn = 1; turn <= 8; turn += 1) {
      rooms.remember(room, [...room.exchanges, exchange(`question ${turn}`)])
    }
    expect(readFileSync(path, 'utf8').match(/"kind":"turn"/g)).toHaveLength(8)
    const later = makeRooms()
    later.rooms.resume(path)
    expect(later.rooms.find('c1')?.exchanges).toEqual(room.exchanges)
    expect(room.exchanges.map(({ question }) => question)[0]).toBe('question 3')
  })
})

describe('a question that was open when the process ended', () => {
  it('is answered with an apology and offered again, once', async () => {
    const dataDir = freshDataDir()
    const first = await serveChat({ dataDir })
    const { path, headers, conversationId } = await begin(first.url)
    const { port } = first
    await first.stop()
    const said = {
      kind: 'said',
      room: conversationId,
      at: Date.now(),
      sequence: 2,
      activity: { type: 'message', id: 'q', text: 'How much?', from: { role: 'user' } },
    }
    appendFileSync(join(dataDir, 'conversations', `${port}.jsonl`), `${JSON.stringify(said)}\n`)
    for (let start = 0; start < 2; start += 1) {
      const server = await serveChat({ dataDir, port })
      const ask = () => fetch(`${path}/activities?watermark=2`, { headers })
      const body: unknown = await (await ask().catch(ask)).json()
      await server.stop()
      const suggestedActions = having({ actions: [having({ value: 'How much?' })] })
      const apology = { text: words.directLine.interrupted, replyToId: 'q', suggestedActions }
      expect(body).toEqual({
        activities: [having({ ...apology, id: containing('0000003') })],
        watermark: '3',
      })
    }
  })
})
