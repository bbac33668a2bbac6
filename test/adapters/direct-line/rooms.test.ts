import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RoomFiles } from '../../../adapters/direct-line/room-files.js'
import { RoomTranscripts } from '../../../adapters/direct-line/room-transcripts.js'
import { Rooms } from '../../../adapters/direct-line/rooms.js'
import { NotKept, type Disk } from '../../../adapters/store/disk.js'
import { words } from '../../../prompts/words.js'
import { containing, having } from '../../fakes/matchers.js'
import { notedDisk } from '../../fakes/noted-disk.js'
import { until } from './client.js'
import { begin, freshDataDir, serveChat } from './served-chat.js'

/** Conversations in a folder, with a log at hand, and a clock that stands still until it is moved. */
function makeRooms(more: { conversations?: number; dataDir?: string; disk?: Disk } = {}) {
  const { log, disk, logged } = notedDisk()
  const { dataDir = freshDataDir() } = more
  const clock = { now: Date.now() }
  const limits = { conversations: 100, conversationHours: 1, log, now: () => clock.now, ...more }
  const rooms = new Rooms(limits)
  const resume = () => rooms.resume(new RoomFiles({ dataDir, port: 1 }, more.disk ?? disk))
  const fileOf = (id: string) => join(dataDir, 'conversations', '1', `${id}.jsonl`)
  return { rooms, clock, log: logged, dataDir, resume, fileOf }
}

function opened(rooms: Rooms, id: string) {
  const room = rooms.open(id, 'dl_u')
  if (room === undefined) throw new Error('there is no place for another conversation')
  return room
}

/** A disk that takes nothing while it is said to be full. */
function fullDisk() {
  const { disk } = notedDisk()
  const full = { isFull: false, disk }
  const refusing = (write: () => unknown) => {
    if (full.isFull) throw new NotKept('a file', new Error('ENOSPC'))
    return write()
  }
  full.disk = Object.assign(Object.create(disk), {
    append: (...given: Parameters<Disk['append']>) => refusing(() => disk.append(...given)),
    replace: (...given: Parameters<Disk['replace']>) => refusing(() => disk.replace(...given)),
  }) as Disk
  return full
}

function textsOf(frame = '{"activities":[]}'): unknown[] {
  const { activities } = JSON.parse(frame) as { activities: { text: string }[] }
  return activities.map(({ text }) => text)
}

const message = (text: string) => ({ type: 'message', text })

describe('conversations', () => {
  it('are as they were after a process that was killed, but for the line it was writing', () => {
    const { rooms, dataDir, resume, fileOf } = makeRooms()
    resume()
    const room = opened(rooms, 'c1')
    rooms.say(room, message('one'), 'user')
    rooms.say(room, { ...message('two'), replyToId: 'c1|0000001' }, 'bot')
    appendFileSync(fileOf('c1'), '{"kind":"said","seq')
    const later = makeRooms({ dataDir })
    later.resume()
    const again = later.rooms.find('c1')
    expect(JSON.parse(again?.after(0) ?? '')).toEqual(JSON.parse(room.after(0) ?? ''))
    expect(later.log()).toContain('"lines":[4]')
    expect(readFileSync(`${fileOf('c1')}.rejected`, 'utf8')).toBe('{"kind":"said","seq\n')
  })

  it('are readable for the owner of the process alone', () => {
    const { rooms, resume, fileOf } = makeRooms()
    resume()
    opened(rooms, 'c1')
    expect(statSync(fileOf('c1')).mode & 0o777).toBe(0o600)
    expect(statSync(join(fileOf('c1'), '..')).mode & 0o777).toBe(0o700)
  })

  it('leave the disk when they end: while serving, and at a start', () => {
    const { rooms, clock, resume, fileOf, dataDir } = makeRooms()
    resume()
    for (const id of ['ended', 'old', 'new']) rooms.say(opened(rooms, id), message(id), 'user')
    clock.now += 3_600_000
    rooms.say(opened(rooms, 'newest'), message('x'), 'user')
    rooms.sweep()
    expect(readdirSync(join(fileOf('x'), '..'))).toEqual(['newest.jsonl'])
    const long = new Date(Date.now() - 4_000_000)
    utimesSync(fileOf('newest'), long, long)
    expect(makeRooms({ dataDir }).resume()).toEqual([])
    expect(readdirSync(join(fileOf('x'), '..'))).toEqual([])
  })

  it('end when their file is removed, and nothing of them is written again', () => {
    const { rooms, resume, fileOf } = makeRooms()
    resume()
    const room = opened(rooms, 'c1')
    rmSync(fileOf('c1'))
    expect(rooms.say(room, message('one'), 'user')).toBeUndefined()
    expect([rooms.find('c1'), existsSync(fileOf('c1'))]).toEqual([undefined, false])
  })

  it('keep their file within bounds while the process runs', () => {
    const { rooms, dataDir, resume, fileOf } = makeRooms()
    resume()
    const room = opened(rooms, 'c1')
    for (let round = 0; round < 900; round += 1) rooms.say(room, message('x'.repeat(30_000)), 'bot')
    expect(statSync(fileOf('c1')).size).toBeLessThan(1.2 * 1024 * 1024)
    const later = makeRooms({ dataDir })
    later.resume()
    expect(later.rooms.find('c1')?.last).toBe(900)
    expect(later.rooms.find('c1')?.size).toBeLessThan(512 * 1024)
  })

  it('take nothing from users while the disk takes nothing, and write the rest once it does', () => {
    const full = fullDisk()
    const { rooms, dataDir, resume } = makeRooms({ disk: full.disk })
    resume()
    const room = opened(rooms, 'c1')
    full.isFull = true
    expect(() => rooms.say(room, message('lost'), 'user')).toThrow(NotKept)
    rooms.say(room, message('one'), 'bot')
    expect(() => rooms.say(room, message('lost'), 'user')).toThrow(NotKept)
    expect(() => rooms.open('c2', 'dl_u')).toThrow(NotKept)
    full.isFull = false
    rooms.say(room, message('two'), 'user')
    full.isFull = true
    rooms.say(room, message('three'), 'bot')
    full.isFull = false
    rooms.close()
    const later = makeRooms({ dataDir })
    later.resume()
    expect(textsOf(later.rooms.find('c1')?.after(0))).toEqual(['one', 'two', 'three'])
  })

  it('are taken up without a record that is harmed, and without one that nobody can be found in', () => {
    const { rooms, dataDir, resume, fileOf } = makeRooms()
    resume()
    for (const id of ['whole', 'beheaded', 'lost'])
      rooms.say(opened(rooms, id), message(id), 'user')
    const [, said = ''] = readFileSync(fileOf('beheaded'), 'utf8').split('\n')
    writeFileSync(fileOf('beheaded'), `\0\0\n${said}\n${said}\n${'x'.repeat(3_000_000)}\n`)
    writeFileSync(fileOf('lost'), `${'['.repeat(100_000)}\n{"kind":"said","version":2}\n`)
    const later = makeRooms({ dataDir })
    expect(new Set(later.resume().map(({ id }) => id))).toEqual(new Set(['whole', 'beheaded']))
    expect(textsOf(later.rooms.find('beheaded')?.after(0))).toEqual(['beheaded'])
    expect(existsSync(fileOf('lost'))).toBe(false)
    expect(readFileSync(`${fileOf('lost')}.rejected`, 'utf8')).toContain('"version":2')
    expect(later.log()).toContain('a conversation that can’t be read is set aside')
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

  it('say where their folder can’t be used', async () => {
    const dataDir = freshDataDir()
    writeFileSync(join(dataDir, 'conversations'), '')
    await expect(serveChat({ dataDir })).rejects.toThrow(
      /^Direct Line: .*conversations can’t be used .* set DATA_DIR\.$/,
    )
  })
})

describe('what the web chat keeps of a conversation', () => {
  it('is told of by the bot’s name for it, and forgotten while the conversation goes on', async () => {
    const { rooms } = makeRooms()
    const room = opened(rooms, 'c1')
    const entities = [{ type: 'answer', identifier: 'the answer' }]
    rooms.say(room, message('one'), 'user')
    rooms.say(room, { ...message('two'), entities }, 'bot')
    const transcripts = new RoomTranscripts(rooms)
    expect(await transcripts.holds('webchat/c1', 'the answer')).toBe(true)
    expect(await transcripts.holds('webchat/c1', 'another')).toBe(false)
    expect(await transcripts.holds('msteams/c1', 'the answer')).toBe(false)
    expect(await transcripts.forget('msteams/c1')).toEqual([])
    expect(await transcripts.forget('webchat/c1')).toEqual(['c1|0000001', 'c1|0000002'])
    expect([rooms.find('c1'), room.history()]).toEqual([room, []])
  })

  it('is taken up from a file of an earlier release, which held the bot’s turns too', () => {
    const { rooms, dataDir, resume, fileOf } = makeRooms()
    resume()
    rooms.say(opened(rooms, 'c1'), message('one'), 'user')
    const turn = { question: 'one', explicit: 'one', paragraphs: [29], facts: [], references: [] }
    for (const record of [
      { kind: 'turn', at: 1, turn },
      { kind: 'forgot', at: 1 },
    ]) {
      appendFileSync(fileOf('c1'), `${JSON.stringify(record)}\n`)
    }
    const later = makeRooms({ dataDir })
    later.resume()
    expect(textsOf(later.rooms.find('c1')?.after(0))).toEqual(['one'])
    expect(existsSync(`${fileOf('c1')}.rejected`)).toBe(false)
  })
})

describe('what was sent to a process that ended before it had done it', () => {
  /** Writes what a process that was killed had taken and not yet done. */
  const leave = async (text: string, tried = false) => {
    const dataDir = freshDataDir()
    const first = await serveChat({ dataDir })
    const { path, headers, conversationId: id } = await begin(first.url)
    await first.stop()
    const from = { id: 'dl_u', role: 'user' }
    const open = `${id}|0000002`
    const activity = { type: 'message', id: open, text, from, recipient: { id: 'b', role: 'bot' } }
    const conversation = { id, conversationType: 'personal' }
    const whole = { ...activity, conversation, channelId: 'webchat' }
    const said = { kind: 'said', at: Date.now(), sequence: 2, activity: whole }
    const file = join(dataDir, 'conversations', String(first.port), `${id}.jsonl`)
    const more = tried ? [{ kind: 'tried', at: 1, id: open }] : []
    for (const record of [said, ...more]) appendFileSync(file, `${JSON.stringify(record)}\n`)
    const read = async () => {
      const ask = () => fetch(`${path}/activities?watermark=2`, { headers })
      return (await (await ask().catch(ask)).json()) as { activities: { text: string }[] }
    }
    return { dataDir, port: first.port, read, open }
  }

  it('is done after the restart, once', async () => {
    const { dataDir, port, read, open } = await leave('How much?')
    for (let start = 0; start < 2; start += 1) {
      const server = await serveChat({ dataDir, port })
      await until(async () => (await read()).activities.length > 0)
      const { activities } = await read()
      await server.stop()
      expect(activities).toEqual([having({ text: containing('9,219 kg'), replyToId: open })])
    }
  })

  it('is apologized for and offered again where it ended that process too', async () => {
    const { dataDir, port, read, open } = await leave('Kill!', true)
    for (let start = 0; start < 2; start += 1) {
      const server = await serveChat({ dataDir, port })
      const { activities } = await read()
      await server.stop()
      const suggestedActions = having({ actions: [having({ value: 'Kill!' })] })
      const apology = { text: words.directLine.interrupted, replyToId: open, suggestedActions }
      expect(activities).toEqual([having(apology)])
    }
  })
})
