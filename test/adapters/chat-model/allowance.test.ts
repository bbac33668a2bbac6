import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Allowance, type Spent } from '../../../adapters/chat-model/allowance.js'
import { Failure } from '../../../adapters/chat-model/failure.js'
import { MemoryKeyed } from '../../../adapters/store/memory-keyed.js'

const noon = Date.UTC(2026, 0, 1, 12)
const hour = 3_600_000
const prices = { input: 1_000_000, output: 2_000_000 }

/** A store that also tells the most that ever stood in it. */
class Watched extends MemoryKeyed<Spent> {
  readonly keys = new Set<string>()

  constructor() {
    super({ entries: 1000 })
  }

  override put(key: string, value: Spent): Promise<void> {
    this.keys.add(key)
    return super.put(key, value)
  }

  async most(): Promise<Spent> {
    const all = await Promise.all([...this.keys].map((key) => this.get(key)))
    return {
      tokens: Math.max(0, ...all.map((one) => one?.tokens ?? 0)),
      cost: Math.max(0, ...all.map((one) => one?.cost ?? 0)),
    }
  }
}

function open(caps: { person: Spent; day: Spent }, clock = { now: noon }) {
  const store = new Watched()
  return { store, clock, allowance: new Allowance({ store, caps, prices, now: () => clock.now }) }
}

const isWithheld = (error: unknown) => error instanceof Failure && error.kind === 'withheld'
const tokens = (most: number) =>
  fc.record({ input: fc.integer({ min: 1, max: most }), output: fc.integer({ min: 1, max: most }) })

describe('the allowance', () => {
  it('never spends more than its cap where requests take what was set aside, however many come at once', async () => {
    const requests = fc.array(
      fc.record({
        person: fc.constantFrom('a', 'b', undefined),
        estimate: tokens(50),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(requests, async (all) => {
        const caps = { person: { tokens: 200, cost: 250 }, day: { tokens: 300, cost: 380 } }
        const { store, allowance } = open(caps)
        await Promise.all(
          all.map(async ({ person, estimate, share }) => {
            const held = await allowance.reserve(person, estimate).catch((error: unknown) => {
              if (!isWithheld(error)) throw error
            })
            const { tokens, cost } = (await store.get('2026-01-01')) ?? { tokens: 0, cost: 0 }
            expect(tokens).toBeLessThanOrEqual(caps.day.tokens)
            expect(cost).toBeLessThanOrEqual(caps.day.cost)
            const input = Math.floor(estimate.input * share)
            await held?.settle({ input, output: Math.floor(estimate.output * share) })
          }),
        )
        const most = await store.most()
        expect(most.tokens).toBeLessThanOrEqual(caps.day.tokens)
        expect(most.cost).toBeLessThanOrEqual(caps.day.cost)
      }),
      { numRuns: 100 },
    )
  })

  it('never spends more than its cap and one reservation where each takes up to twice as much', async () => {
    const requests = fc.array(
      fc.record({ estimate: tokens(50), times: fc.double({ min: 0, max: 2, noNaN: true }) }),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(requests, async (all) => {
        const caps = { person: { tokens: 200, cost: 250 }, day: { tokens: 1e6, cost: 1e6 } }
        const { store, allowance } = open(caps)
        for (const { estimate, times } of all) {
          const held = await allowance.reserve('a', estimate).catch(() => undefined)
          const [input, output] = [estimate.input * times, estimate.output * times]
          await held?.settle({ input: Math.floor(input), output: Math.floor(output) })
        }
        const { tokens, cost } = await store.most()
        expect(tokens).toBeLessThanOrEqual(caps.person.tokens + 100)
        expect(cost).toBeLessThanOrEqual(caps.person.cost + 150)
      }),
      { numRuns: 100 },
    )
  })

  it('counts in tokens and in cost, and stops at either', async () => {
    const of = (tokens: number, cost: number) =>
      open({ person: { tokens, cost }, day: { tokens: 1e6, cost: Infinity } }).allowance
    const taken = { input: 10, output: 5 }
    await expect(of(15, 20).reserve('a', taken)).resolves.toBeDefined()
    await expect(of(14, 20).reserve('a', taken)).rejects.toSatisfy(isWithheld)
    await expect(of(15, 19.9).reserve('a', taken)).rejects.toSatisfy(isWithheld)
  })

  it('gives each person an own one, and all together one of the day', async () => {
    const caps = { person: { tokens: 10, cost: 1e9 }, day: { tokens: 25, cost: 1e9 } }
    const { allowance } = open(caps)
    const ten = { input: 5, output: 5 }
    await allowance.reserve('a', ten)
    await expect(allowance.reserve('a', { input: 1, output: 0 })).rejects.toThrow('one person')
    await allowance.reserve('b', ten)
    await expect(allowance.reserve('c', ten)).rejects.toThrow('of all')
    await allowance.reserve(undefined, { input: 5, output: 0 })
    await expect(allowance.reserve(undefined, { input: 1, output: 0 })).rejects.toThrow('of all')
  })

  it('begins anew at midnight in UTC, and settles on the day it was asked', async () => {
    const caps = { person: { tokens: 10, cost: 1e9 }, day: { tokens: 10, cost: 1e9 } }
    const clock = { now: Date.UTC(2026, 0, 1, 23, 59) }
    const { store, allowance } = open(caps, clock)
    const held = await allowance.reserve('a', { input: 5, output: 5 })
    clock.now += hour
    await allowance.reserve('a', { input: 5, output: 5 })
    await held.settle({ input: 1, output: 1 })
    expect((await store.get('2026-01-01'))?.tokens).toBe(2)
    expect((await store.get('2026-01-02'))?.tokens).toBe(10)
  })

  it('knows persons by another name every day, which is not their own', async () => {
    const clock = { now: noon }
    const many = { tokens: 1e9, cost: 1e9 }
    const { store, allowance } = open({ person: many, day: many }, clock)
    await allowance.reserve('msteams/c/jane', { input: 1, output: 1 })
    clock.now += 24 * hour
    await allowance.reserve('msteams/c/jane', { input: 1, output: 1 })
    const hashes = [...store.keys].filter((key) => /^[\da-f]{64}$/.test(key))
    expect([store.keys.size, hashes.length]).toEqual([4, 2])
    expect([...store.keys].join()).not.toContain('jane')
  })
})
