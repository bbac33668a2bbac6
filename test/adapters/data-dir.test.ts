import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RoomFiles } from '../../adapters/direct-line/room-files.js'
import { Rooms } from '../../adapters/direct-line/rooms.js'
import { signingKey } from '../../adapters/direct-line/secret.js'
import { FeedbackFile } from '../../adapters/keeping/feedback-file.js'
import { MissFile } from '../../adapters/keeping/miss-file.js'
import { openStores } from '../../adapters/store/open-stores.js'
import { changeTurns } from '../../bot/conversations.js'
import { notedDisk } from '../fakes/noted-disk.js'
import { numbersFrom } from '../fakes/raw-requests.js'

/** Opens everything that a start reads line by line in DATA_DIR. */
function openAll(dataDir: string) {
  const { log, disk, logged } = notedDisk()
  const rooms = new Rooms({ conversations: 100, conversationHours: 24, log })
  rooms.resume(new RoomFiles({ dataDir, port: 1 }, disk))
  signingKey({ dataDir, log })
  const file = (name: string) => join(dataDir, name)
  const feedback = new FeedbackFile(file('feedback.ndjson'), disk)
  const misses = new MissFile(file('misses.ndjson'), disk)
  const stores = openStores({ dataDir, conversationHours: 24 }, disk)
  return { rooms, feedback, misses, stores, logged }
}

async function fill(dataDir: string): Promise<void> {
  const { rooms, feedback, misses, stores } = openAll(dataDir)
  for (const id of ['one', 'two', 'three']) {
    const room = rooms.open(id, 'dl_u')
    if (room === undefined) throw new Error('there is no place for another conversation')
    for (let turn = 1; turn <= 4; turn += 1) {
      const said = rooms.say(room, { type: 'message', text: `${id} asks ${turn}` }, 'user')
      const reply = { type: 'message', text: `${id} hears ${turn}`, replyToId: said?.id ?? '' }
      rooms.say(room, reply, 'bot')
    }
  }
  for (let entry = 1; entry <= 5; entry += 1) {
    const [question, message] = [`question ${entry}`, `m${entry}`]
    await feedback.add({ answer: 'a', comment: question, delivery: message, owners: ['o'] })
    const miss = {
      question,
      answer: 'No.',
      places: [{ document: 'CTOC/COP/2012/10', paragraph: 1 }],
      channel: 'webchat',
      message,
    }
    await misses.add({ ...miss, reason: 'refused' })
    await stores.memory.welcomed.putIfAbsent(message, true, [message])
    await stores.memory.offered.put(message, [question])
    await stores.deliveries.put(message, { by: 'p', isDone: true })
    const turn = { question, explicit: question, places: [], told: [], references: [] }
    await changeTurns({ store: stores.conversations, id: 'o' }, (before) => [...before, turn])
  }
}

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name))

type Mutation = (bytes: Buffer, random: () => number) => Buffer

/** Puts something into the place of some bytes. */
const spliced = (bytes: Buffer, [from, until]: [number, number], put: Buffer | string) =>
  Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(until)])

const place = (bytes: Buffer, random: () => number) => Math.floor(random() * (bytes.length + 1))
const lineStart = (bytes: Buffer, random: () => number) =>
  bytes.lastIndexOf(0x0a, place(bytes, random) - 1) + 1

const mutations: Readonly<Record<string, Mutation>> = {
  'cut short': (bytes, random) => bytes.subarray(0, place(bytes, random)),
  emptied: () => Buffer.alloc(0),
  'with a bit flipped': (bytes, random) => {
    const at = Math.min(place(bytes, random), bytes.length - 1)
    const flipped = Buffer.from([(bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))])
    return spliced(bytes, [at, at + 1], flipped)
  },
  'with NULs': (bytes, random) => {
    const at = place(bytes, random)
    return spliced(bytes, [at, at + 20], Buffer.alloc(20))
  },
  'with a line doubled': (bytes, random) => {
    const from = lineStart(bytes, random)
    const until = bytes.indexOf(0x0a, from) + 1 || bytes.length
    return spliced(bytes, [until, until], bytes.subarray(from, until))
  },
  'with a huge line': (bytes, random) => {
    const at = lineStart(bytes, random)
    return spliced(bytes, [at, at], `${'x'.repeat(1_500_000)}\n`)
  },
  'with a line nested deeply': (bytes, random) => {
    const at = lineStart(bytes, random)
    return spliced(bytes, [at, at], `${'['.repeat(300_000)}\n`)
  },
  'with a line of another version': (bytes, random) => {
    const at = lineStart(bytes, random)
    return spliced(bytes, [at, at], '{"version":9,"kind":"said","at":"x"}\n')
  },
  'with bytes that are no text': (bytes, random) => {
    const at = place(bytes, random)
    return spliced(bytes, [at, at], Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x00]))
  },
}

/** The lines of a file that a harm left as they were, and what they say. */
function wholeLines(before: Buffer, after: Buffer): string[] {
  const left = new Set(after.toString('latin1').split('\n'))
  const lines = before.toString('latin1').split('\n')
  return lines.filter((line) => line !== '' && left.has(line))
}

describe('DATA_DIR, harmed in 1,000 ways', () => {
  it('never keeps anything from starting, and loses no other record', async () => {
    const [whole = '', dataDir = ''] = ['whole-', 'harmed-'].map((name) =>
      mkdtempSync(join(tmpdir(), name)),
    )
    await fill(whole)
    cpSync(whole, dataDir, { recursive: true })
    const random = numbersFrom(4)
    const names = files(whole)
    const kinds = Object.entries(mutations)
    for (let round = 0; round < 1000; round += 1) {
      const name = names[Math.floor(random() * names.length)] ?? ''
      const [kind, mutate] = kinds[round % kinds.length] ?? ['', (bytes: Buffer) => bytes]
      const before = readFileSync(join(whole, name))
      const after = mutate(before, random)
      writeFileSync(join(dataDir, name), after)
      const { rooms, logged } = openAll(dataDir)
      const what = `${name} ${kind}, round ${round}`
      const warned = logged()
        .split('\n')
        .filter((line) => line.includes('"level":"warn"'))
      for (const line of warned) expect(line, what).toMatch(/"file":|"conversation":/)
      // Compared as bytes: an assertion for each of so many files takes longer than all else.
      const isChanged = (one: string) =>
        !readFileSync(join(dataDir, one)).equals(readFileSync(join(whole, one)))
      expect(
        names.filter((one) => one !== name && isChanged(one)),
        what,
      ).toEqual([])
      const kept = wholeLines(before, after)
      if (name.endsWith('.ndjson')) {
        const now = new Set(readFileSync(join(dataDir, name), 'latin1').split('\n'))
        expect(
          kept.filter((line) => !now.has(line)),
          what,
        ).toEqual([])
      } else if (name.endsWith('.jsonl')) {
        const said = kept.flatMap((line) => /"text":"([^"]+)"/.exec(line)?.[1] ?? [])
        const id = name.split(/[\\/.]/).at(-2) ?? ''
        const all = rooms.find(id)?.after(0) ?? ''
        expect(
          said.filter((text) => !all.includes(text)),
          what,
        ).toEqual([])
      }
      // All other files are as they were: the next round begins with what the first began with.
      for (const one of files(dataDir)) if (!names.includes(one)) rmSync(join(dataDir, one))
      writeFileSync(join(dataDir, name), before)
    }
    for (const folder of [whole, dataDir]) rmSync(folder, { recursive: true })
  }, 120_000)
})
