import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { NotKept } from '../../../adapters/store/disk.js'
import type { KeyedLimits } from '../../../adapters/store/keyed-entries.js'
import { KeyedFile } from '../../../adapters/store/keyed-file.js'
import { MemoryKeyed } from '../../../adapters/store/memory-keyed.js'
import type { KeyedStore } from '../../../bot/keyed-store.js'
import { notedDisk } from '../../fakes/noted-disk.js'

const fresh = () => join(mkdtempSync(join(tmpdir(), 'keyed-')), 'data', 'kept.ndjson')
const fileAt = (file: string, limits: Partial<KeyedLimits> = {}, mustBeKept = false) => {
  const { disk, logged } = notedDisk()
  const store = new KeyedFile({
    ...{ file, disk, mustBeKept, entries: 100 },
    ...{ value: z.string(), ...limits },
  })
  return Object.assign(store, { logged })
}

/** Opens a store and, over the same, others as other processes have them. */
type Opener = (limits?: Partial<KeyedLimits>) => () => KeyedStore<string>
const twins: readonly (readonly [string, Opener])[] = [
  [
    'in memory',
    (limits) => {
      const one = new MemoryKeyed<string>({ entries: 100, ...limits })
      return () => one
    },
  ],
  [
    'in a file',
    (limits) => {
      const file = fresh()
      return () => fileAt(file, limits)
    },
  ],
]

describe.each(twins)('a keyed store %s', (_, open) => {
  it('gives what was put last, to whoever opens it', async () => {
    const another = open()
    const first = another()
    expect(await first.get('a')).toBeUndefined()
    await first.put('a', 'one')
    const second = another()
    expect(await second.get('a')).toBe('one')
    await second.put('a', 'two')
    expect([await first.get('a'), await first.get('b')]).toEqual(['two', undefined])
  })

  it('keeps what is there when something is put where nothing should be', async () => {
    const store = open()()
    expect(await store.putIfAbsent('a', 'one')).toBe(true)
    expect(await store.putIfAbsent('a', 'two')).toBe(false)
    expect(await store.get('a')).toBe('one')
  })

  it('tells once that something was deleted, and is open for another then', async () => {
    const another = open()
    const [first, second] = [another(), another()]
    await first.put('a', 'one')
    expect([await second.delete('a'), await first.delete('a')]).toEqual([true, false])
    expect(await first.get('a')).toBeUndefined()
    expect(await second.putIfAbsent('a', 'two')).toBe(true)
    expect(await first.get('a')).toBe('two')
  })

  it('lets one of several at once have a key, and one of several let it go', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (s, count) => {
        const another = open()
        const stores = Array.from({ length: count }, another)
        const put = s.scheduleFunction((at: number) => {
          return stores[at]?.putIfAbsent('a', String(at)) ?? Promise.resolve(false)
        })
        const taken = await s.waitFor(Promise.all(stores.map((_one, at) => put(at))))
        expect(taken.filter(Boolean)).toHaveLength(1)
        expect(await another().get('a')).toBe(String(taken.indexOf(true)))
        const drop = s.scheduleFunction((at: number) => {
          return stores[at]?.delete('a') ?? Promise.resolve(false)
        })
        const gone = await s.waitFor(Promise.all(stores.map((_one, at) => drop(at))))
        expect(gone.filter(Boolean)).toHaveLength(1)
      }),
      { numRuns: 30 },
    )
  })

  it('forgets each entry when its time is over, counted from when it was put last', async () => {
    let now = 1_000_000
    const store = open({ lifetimeMs: 1000, now: () => now })()
    await store.put('a', 'one')
    await store.put('b', 'two')
    now += 999
    await store.put('b', 'three')
    expect(await store.putIfAbsent('a', 'late')).toBe(false)
    now += 1
    expect([await store.get('a'), await store.get('b')]).toEqual([undefined, 'three'])
    expect(await store.delete('a')).toBe(false)
    expect(await store.putIfAbsent('a', 'again')).toBe(true)
    expect(await store.get('a')).toBe('again')
  })

  it('keeps so many entries, and forgets the oldest first', async () => {
    const another = open({ entries: 2 })
    const store = another()
    for (const key of ['a', 'b', 'a', 'c']) await store.put(key, key)
    for (const one of [store, another()]) {
      expect(await Promise.all(['a', 'b', 'c'].map((key) => one.get(key)))).toEqual([
        'a',
        undefined,
        'c',
      ])
    }
  })

  it('forgets all that is an owner’s, and nothing else', async () => {
    const another = open()
    const [first, second] = [another(), another()]
    await first.put('a', 'one', ['me', 'm1'])
    await first.put('b', 'two', ['you', 'm2'])
    await first.putIfAbsent('c', 'three', ['me', 'm3'])
    await second.forget('me')
    await second.forget('nobody')
    for (const one of [first, second, another()]) {
      expect(await Promise.all(['a', 'b', 'c'].map((key) => one.get(key)))).toEqual([
        undefined,
        'two',
        undefined,
      ])
    }
  })

  it('is what a map is, whatever is done to it through however many openings', async () => {
    const key = fc.constantFrom('a', 'b', 'c')
    const step = fc.record({
      by: fc.nat(2),
      what: fc.constantFrom('put', 'putIfAbsent', 'delete', 'get'),
      key,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const another = open()
        const stores = [another(), another(), another()]
        const model = new Map<string, string>()
        for (const [at, { by, what, key }] of steps.entries()) {
          const store = stores[by] ?? another()
          const isThere = model.has(key)
          const value = String(at)
          if (what === 'put') await store.put(key, value)
          if (what === 'putIfAbsent') expect(await store.putIfAbsent(key, value)).toBe(!isThere)
          if (what === 'delete') expect(await store.delete(key)).toBe(isThere)
          if (what === 'put' || (what === 'putIfAbsent' && !isThere)) model.set(key, value)
          if (what === 'delete') model.delete(key)
          expect(await store.get(key)).toBe(model.get(key))
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('a keyed store in a file', () => {
  it('holds no key and no owner, nor what was deleted or is an owner’s who left', async () => {
    const file = fresh()
    const store = fileAt(file)
    await store.put('msteams/19:team', 'first', ['msteams/19:team/me'])
    await store.put('msteams/19:else', 'second', ['msteams/19:else/you'])
    expect(readFileSync(file, 'utf8')).not.toMatch(/19:|\/me|\/you/)
    await store.delete('msteams/19:team')
    expect(readFileSync(file, 'utf8')).not.toContain('first')
    await store.forget('msteams/19:else/you')
    expect(readFileSync(file, 'utf8')).not.toContain('second')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('is written anew without what no longer counts, and others go on with the new one', async () => {
    let now = 1_000_000
    const file = fresh()
    const limits = { lifetimeMs: 1000, now: () => now }
    const [store, other] = [fileAt(file, limits), fileAt(file, limits)]
    for (let at = 0; at < 50; at += 1) await store.put('a', `text ${at}`)
    now += 500
    await other.put('b', 'kept')
    now += 600
    store.forgetBefore(new Date(0))
    expect(readFileSync(file, 'utf8').match(/text|kept/g)).toEqual(['kept'])
    await store.put('c', 'later')
    expect([await other.get('a'), await other.get('b'), await other.get('c')]).toEqual([
      undefined,
      'kept',
      'later',
    ])
    store.forgetBefore(new Date(now + 1))
    expect(readFileSync(file, 'utf8')).toBe('')
  })

  it('sets broken lines aside, and keeps the others', async () => {
    const file = fresh()
    await fileAt(file).put('a', 'one')
    appendFileSync(file, '{"key":"x","at":1,"kind":"put","by":"y","value":7}\n{"kin')
    const store = fileAt(file)
    await store.put('b', 'two')
    expect([await store.get('a'), await store.get('b')]).toEqual(['one', 'two'])
    expect(readFileSync(`${file}.rejected`, 'utf8').split('\n')).toHaveLength(3)
    expect(store.logged()).toContain('"lines":[2,3]')
  })

  it('that can’t be written says so where that matters, and else remembers', async () => {
    const blocker = join(mkdtempSync(join(tmpdir(), 'keyed-')), 'file')
    writeFileSync(blocker, '')
    const strict = fileAt(join(blocker, 'kept.ndjson'), {}, true)
    await expect(strict.put('a', 'one')).rejects.toThrow(NotKept)
    await expect(strict.putIfAbsent('a', 'one')).rejects.toThrow(NotKept)
    expect(await strict.get('a')).toBeUndefined()
    const lenient = fileAt(join(blocker, 'kept.ndjson'))
    expect(await lenient.putIfAbsent('a', 'one')).toBe(true)
    expect(await lenient.putIfAbsent('a', 'two')).toBe(false)
    expect([await lenient.get('a'), await lenient.delete('a')]).toEqual(['one', true])
  })
})
