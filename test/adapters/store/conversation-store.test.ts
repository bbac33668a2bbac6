import { fork } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConversationFiles } from '../../../adapters/store/conversation-files.js'
import { NotKept, type Disk } from '../../../adapters/store/disk.js'
import { MemoryConversations } from '../../../adapters/store/memory-conversations.js'
import {
  changeTurns,
  type ConversationStore,
  type Exchange,
  type Remembered,
} from '../../../bot/conversations.js'
import { notedDisk } from '../../fakes/noted-disk.js'

const exchange = (question: string): Exchange => ({
  question,
  explicit: question,
  places: [{ document: 'CTOC/COP/2012/10', paragraph: 25, subparagraph: 'a' }],
  told: ['cocaine'],
  references: [{ document: 'CTOC/COP/2012/10', paragraph: 25, label: 'para. 25', quote: 'The.' }],
  message: `id of ${question}`,
})
const and = (question: string) => (before: readonly Exchange[]) => [...before, exchange(question)]
const asked = ({ exchanges }: Remembered) => exchanges.map(({ question }) => question)
const fresh = () => join(mkdtempSync(join(tmpdir(), 'turns-')), 'turns')
const lifetimeMs = 3_600_000
const filesIn = (folder: string, now?: () => number, disk = notedDisk().disk) =>
  new ConversationFiles(folder, disk, { lifetimeMs, now })

/** Opens a store and, over the same, others as other processes have them. */
type Opener = () => () => ConversationStore
const twins: readonly (readonly [string, Opener])[] = [
  [
    'in memory',
    () => {
      const one = new MemoryConversations()
      return () => one
    },
  ],
  [
    'in files',
    () => {
      const folder = fresh()
      return () => filesIn(folder)
    },
  ],
]

describe.each(twins)('conversations %s', (_, open) => {
  it('know nothing of a new conversation', async () => {
    expect(await open()().read('a')).toEqual({ version: 0, exchanges: [] })
  })

  it('give what was changed, as it was, to whoever opens them', async () => {
    const another = open()
    expect(await another().update('a', 0, and('one'))).toEqual({
      version: 1,
      exchanges: [exchange('one')],
    })
    await another().update('a', 1, and('two'))
    expect(await another().read('a')).toEqual({
      version: 2,
      exchanges: [exchange('one'), exchange('two')],
    })
    expect(await another().read('b')).toEqual({ version: 0, exchanges: [] })
  })

  it('refuse what was made of an older version, or of none that was', async () => {
    const store = open()()
    await store.update('a', 0, and('one'))
    for (const version of [0, 2, -1]) {
      expect(await store.update('a', version, and('lost'))).toBeUndefined()
    }
    expect(asked(await store.read('a'))).toEqual(['one'])
  })

  it('refuse it too after everything was forgotten', async () => {
    const another = open()
    const { version } = (await another().update('a', 0, and('one'))) ?? { version: -1 }
    await changeTurns({ store: another(), id: 'a' }, () => [])
    expect(await another().update('a', version, and('back'))).toBeUndefined()
    expect((await another().read('a')).exchanges).toEqual([])
  })

  it('keep the last six turns', async () => {
    const store = open()()
    for (const one of '12345678') await changeTurns({ store, id: 'a' }, and(one))
    expect(asked(await store.read('a'))).toEqual(Array.from('345678'))
  })

  it('lose no turn, whatever reads and changes come between each other', async () => {
    // Of each conversation so many turns are kept; within them none may be lost.
    const turn = fc.record({ store: fc.nat(2), id: fc.constantFrom('a', 'b') })
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(turn, { minLength: 2, maxLength: 6 }),
        async (scheduler, turns) => {
          const another = open()
          const stores = [another(), another(), another()].map((one) => ({
            read: scheduler.scheduleFunction((id: string) => one.read(id)),
            update: scheduler.scheduleFunction(
              (...given: Parameters<ConversationStore['update']>) => one.update(...given),
            ),
          }))
          const all = turns.map(({ store, id }, at) => {
            const own = stores[store]
            if (own === undefined) throw new Error(`there is no store ${store}`)
            return changeTurns({ store: own, id }, and(String(at)))
          })
          await scheduler.waitFor(Promise.all(all))
          for (const id of ['a', 'b']) {
            const here = turns.flatMap((one, at) => (one.id === id ? [String(at)] : []))
            const kept = await another().read(id)
            expect(asked(kept).sort()).toEqual(here)
            expect(kept.version).toBe(here.length)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('conversations in memory', () => {
  it('drop the one that changed longest ago', async () => {
    const store = new MemoryConversations(2)
    for (const id of ['a', 'b', 'a', 'c']) await changeTurns({ store, id }, and(id))
    expect(asked(await store.read('a'))).toEqual(['a', 'a'])
    expect(await store.read('b')).toEqual({ version: 0, exchanges: [] })
  })
})

const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .filter((text) => text !== '')

describe('conversations in files', () => {
  it('lose no turn of three processes that change one at once', { timeout: 120_000 }, async () => {
    const folder = fresh()
    const program = join(import.meta.dirname, 'changing-process.ts')
    const names = ['x', 'y', 'z']
    const run = (name: string) =>
      new Promise((resolve) => {
        const child = fork(program, [folder, name, '40'], { execArgv: ['--import', 'tsx'] })
        child.once('exit', resolve)
      })
    expect(await Promise.all(names.map(run))).toEqual([0, 0, 0])
    const { version, exchanges } = await filesIn(folder).read('a')
    expect(version).toBe(3 * 40)
    expect(exchanges.at(-1)?.told).toEqual(names.map((name) => `${name}: 40`))
  })

  it('hold nothing of what was before, and no id of a conversation', async () => {
    const folder = fresh()
    const store = filesIn(folder)
    await changeTurns({ store, id: 'msteams/19:team' }, and('first'))
    await changeTurns({ store, id: 'msteams/19:team' }, () => [exchange('second')])
    expect(contents(folder)).toHaveLength(1)
    expect(contents(folder).join()).not.toContain('first')
    expect(readdirSync(folder).join()).toMatch(/^[\w-]{22}$/)
    await changeTurns({ store, id: 'msteams/19:team' }, () => [])
    expect(contents(folder).join()).not.toContain('second')
  })

  it('forget when their time is over, and leave the disk', async () => {
    const folder = fresh()
    let now = Date.now()
    const store = filesIn(folder, () => now)
    await changeTurns({ store, id: 'a' }, and('one'))
    now += lifetimeMs - 1
    expect(asked(await store.read('a'))).toEqual(['one'])
    now += 1
    expect(asked(await store.read('a'))).toEqual([])
    now += 60_000
    store.forgetBefore(new Date(0))
    expect(readdirSync(folder)).toEqual([])
  })

  it('go on where a process was killed in the middle of a change', async () => {
    const folder = fresh()
    await changeTurns({ store: filesIn(folder), id: 'a' }, and('one'))
    const [name = ''] = readdirSync(folder)
    writeFileSync(join(folder, name, '2.json.torn.new'), '{"at":1,"exch')
    const store = filesIn(folder)
    expect(asked(await store.read('a'))).toEqual(['one'])
    await changeTurns({ store, id: 'a' }, and('two'))
    await changeTurns({ store, id: 'a' }, and('three'))
    expect(readdirSync(join(folder, name))).toEqual(['1.json', '2.json', '3.json'])
    expect(contents(folder)).toHaveLength(1)
    const past = new Date(Date.now() - 3_700_000)
    for (const old of ['1.json', '2.json']) utimesSync(join(folder, name, old), past, past)
    await changeTurns({ store, id: 'a' }, and('four'))
    expect(readdirSync(join(folder, name))).toEqual(['3.json', '4.json'])
  })

  it('go on without a version that was harmed, and say so', async () => {
    const folder = fresh()
    await changeTurns({ store: filesIn(folder), id: 'a' }, and('one'))
    const [name = ''] = readdirSync(folder)
    writeFileSync(join(folder, name, '1.json'), '{"at":1,"exchanges":[{}]}\n')
    const { disk, logged } = notedDisk()
    const store = filesIn(folder, undefined, disk)
    expect(asked(await store.read('a'))).toEqual([])
    expect(logged()).toContain('lines that can’t be read')
    await changeTurns({ store, id: 'a' }, and('two'))
    expect(asked(await filesIn(folder).read('a'))).toEqual(['two'])
  })

  it('remember while the disk takes nothing, and let go of what is to be forgotten', async () => {
    const folder = fresh()
    const { disk } = notedDisk()
    const full = { is: false }
    const refusing = Object.assign(Object.create(disk), {
      create: (...given: Parameters<Disk['create']>) => {
        if (full.is) throw new NotKept('a file', new Error('ENOSPC'))
        return disk.create(...given)
      },
    }) as Disk
    const store = filesIn(folder, undefined, refusing)
    await changeTurns({ store, id: 'a' }, and('one'))
    full.is = true
    await changeTurns({ store, id: 'a' }, and('two'))
    expect(asked(await store.read('a'))).toEqual(['one', 'two'])
    await changeTurns({ store, id: 'a' }, () => [])
    expect(contents(folder)).toEqual([])
    full.is = false
    await changeTurns({ store, id: 'a' }, and('three'))
    expect(asked(await filesIn(folder).read('a'))).toEqual(['three'])
  })

  it('are forgotten by their name, as a change that nobody overwrites', async () => {
    const folder = fresh()
    const store = filesIn(folder)
    await changeTurns({ store, id: 'a' }, and('one'))
    for (const name of ['', '.', '..', '../turns']) expect(store.forget(name)).toBe(false)
    const [kept] = store.list()
    const name = kept?.name ?? ''
    expect([kept?.turns, store.forget(name), store.forget(name)]).toEqual([1, true, false])
    expect(contents(folder).join()).not.toContain('one')
    expect(await store.update('a', 1, and('back'))).toBeUndefined()
    expect(await store.read('a')).toEqual({ version: 2, exchanges: [] })
  })
})
