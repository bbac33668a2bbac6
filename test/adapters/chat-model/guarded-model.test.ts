import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { MemoryKeyed } from '../../../adapters/store/memory-keyed.js'
import type { Spent } from '../../../adapters/chat-model/allowance.js'
import { type Behaviour, openChatServer } from '../../fakes/chat-server.js'
import { guarded, type Setup } from './guarded.js'

const text = 'It is so. [1]'
const fine: Behaviour = { kind: 'text', text, tokens: { input: 600, output: 7 } }
const ill: Behaviour = { kind: 'status', status: 500 }

let server: Awaited<ReturnType<typeof openChatServer>>
let behaviour: Behaviour
beforeAll(async () => {
  server = await openChatServer(() => behaviour)
})
beforeEach(() => {
  behaviour = fine
  server.play(() => behaviour)
})
afterAll(() => server.close())

const open = (setup?: Setup) => guarded('openai', server.origin, setup)
const reasonOf = (asking: Promise<string>) =>
  asking.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  )

/** Lets the clock stand still, or go at once. */
function clock() {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  return { forward: (ms: number) => vi.setSystemTime(Date.now() + ms) }
}

describe('what was asked before', () => {
  it('is told again for an hour without being asked', async () => {
    const { forward } = clock()
    const { ask, store } = await open()
    expect(await ask('How?')).toBe(text)
    const spent = await store.get(new Date().toISOString().slice(0, 10))
    forward(3_599_000)
    expect(await ask('How?')).toBe(text)
    expect(server.asked).toHaveLength(1)
    expect(await store.get(new Date().toISOString().slice(0, 10))).toEqual(spent)
    forward(2000)
    await ask('How?')
    expect(server.asked).toHaveLength(2)
  })

  it('is another question where question, evidence, conversation or mending differ', async () => {
    const { model } = await open()
    const { signal } = new AbortController()
    const request = { evidence: 'a', conversation: 'b', question: 'c' }
    const others = [
      request,
      { ...request, evidence: 'ab', conversation: '' },
      { ...request, conversation: 'x' },
      { ...request, question: 'x' },
      { ...request, repair: { written: 'd', faults: 'e' } },
      { ...request, repair: { written: 'd', faults: 'x' } },
    ]
    for (const one of [...others, ...others]) await model.write(one, { person: 'me', signal })
    expect(server.asked).toHaveLength(others.length)
  })

  it('is asked once where two ask it at once', async () => {
    behaviour = { kind: 'slow', text, ms: 100 }
    const { ask } = await open()
    expect(await Promise.all([ask('How?'), ask('How?'), ask('Why?')])).toEqual([text, text, text])
    expect(server.asked).toHaveLength(2)
  })

  it('goes on for the one who stays, and ends with the last', async () => {
    behaviour = { kind: 'slow', text, ms: 60, each: true }
    const { ask } = await open()
    const [one, other] = [new AbortController(), new AbortController()]
    const leaving = reasonOf(ask('How?', one.signal))
    const staying = ask('How?', other.signal)
    await wait(80)
    one.abort()
    expect(await leaving).toContain('nobody waits')
    expect(await staying).toBe(text)
    const both = [one, other].map(() => new AbortController())
    const asking = both.map(({ signal }) => reasonOf(ask('Why?', signal)))
    await expect.poll(() => server.asked.length).toBe(2)
    both.forEach((one) => one.abort())
    await Promise.all(asking)
    await expect.poll(() => server.asked[1]?.hungUp, { timeout: 1000 }).toBe(true)
  })

  it('is asked again where it failed', async () => {
    behaviour = ill
    const { ask } = await open()
    expect(await reasonOf(ask('How?'))).toContain('status 500')
    behaviour = fine
    expect(await ask('How?')).toBe(text)
  })
})

describe('a service that fails five times in a row', () => {
  const failFive = async (ask: (question: string) => Promise<string>) => {
    behaviour = ill
    for (const at of [1, 2, 3, 4, 5]) await reasonOf(ask(`${at}?`))
  }

  it('rests for 30 seconds, then is tried once', async () => {
    const { forward } = clock()
    const { ask, model, lines } = await open()
    await failFive(ask)
    expect(server.asked).toHaveLength(5)
    forward(29_000)
    expect(await reasonOf(ask('6?'))).toContain('rests')
    expect([server.asked.length, lines.length, model.state()]).toEqual([5, 6, 'fails'])
    forward(1001)
    behaviour = { kind: 'slow', text, ms: 200 }
    const trial = ask('7?')
    await expect.poll(() => server.asked.length).toBe(6)
    expect(await reasonOf(ask('8?'))).toContain('rests')
    expect(await trial).toBe(text)
    expect(await ask('9?')).toBe(text)
    expect([server.asked.length, model.state()]).toEqual([7, 'answers'])
  })

  it.each([
    { what: 'fails', leaves: false },
    { what: 'is left', leaves: true },
  ])('rests again where the trial $what', async ({ leaves }) => {
    const { forward } = clock()
    const { ask } = await open()
    await failFive(ask)
    forward(30_001)
    if (leaves) behaviour = { kind: 'silent' }
    const asker = new AbortController()
    const trial = reasonOf(ask('6?', asker.signal))
    await expect.poll(() => server.asked.length).toBe(6)
    if (leaves) asker.abort()
    await trial
    expect(await reasonOf(ask('7?'))).toContain('rests')
    expect(server.asked).toHaveLength(6)
  })

  it.each([
    { what: 'somebody leaves', other: { kind: 'silent' } },
    { what: 'a request is refused for itself', other: { kind: 'status', status: 400 } },
    { what: 'a text is too long', other: { kind: 'huge', characters: 30_000, piece: 500 } },
  ] as const)('does not where $what', async ({ other }) => {
    behaviour = other
    const { ask } = await open()
    for (const at of [1, 2, 3, 4, 5, 6]) {
      const asker = new AbortController()
      const asking = reasonOf(ask(`${at}?`, asker.signal))
      await expect.poll(() => server.asked.length).toBe(at)
      if (other.kind === 'silent') asker.abort()
      expect(await asking).not.toContain('rests')
    }
  })

  it('does where the askers’ time is over each time', async () => {
    behaviour = { kind: 'silent' }
    const { ask } = await open()
    for (const at of [1, 2, 3, 4, 5]) {
      expect(await reasonOf(ask(`${at}?`, AbortSignal.timeout(80)))).toContain('took too long')
    }
    expect(await reasonOf(ask('6?'))).toContain('rests')
  })
})

describe('a busy service', () => {
  const play = (retryAfter: string | undefined, setup: Setup = { retries: 1 }) => {
    const busy = { kind: 'status', status: 429, ...(retryAfter && { retryAfter }) } as const
    server.play((_, before) => (before === 0 ? busy : fine))
    return open(setup)
  }
  const timed = async (asking: Promise<string>) => {
    const start = performance.now()
    const outcome = await reasonOf(asking)
    return { outcome, ms: performance.now() - start, times: server.asked.length }
  }

  it('is asked again after a short pause, or after the one that it asks for', async () => {
    const short = await timed((await play(undefined)).ask('How?'))
    expect(short).toMatchObject({ outcome: 'answered', times: 2 })
    expect(short.ms).toBeGreaterThan(120)
    const asked = await timed((await play('1')).ask('How?'))
    expect(asked).toMatchObject({ outcome: 'answered', times: 2 })
    expect(asked.ms).toBeGreaterThan(990)
    const date = new Date(Date.now() + 1500).toUTCString()
    expect(await timed((await play(date)).ask('How?'))).toMatchObject({ times: 2 })
  })

  it.each([
    { what: 'over five seconds', retryAfter: '6', wholeMs: 60_000 },
    { what: 'beyond the time there is', retryAfter: '2', wholeMs: 1000 },
    {
      what: 'until tomorrow',
      retryAfter: new Date(Date.now() + 86_400_000).toUTCString(),
      wholeMs: 60_000,
    },
  ])('is given up at once where it asks for $what', async ({ retryAfter, wholeMs }) => {
    const { ask } = await play(retryAfter, { retries: 1, wholeMs })
    const { outcome, ms, times } = await timed(ask('How?'))
    expect([outcome, times]).toEqual(['Model: status 429', 1])
    expect(ms).toBeLessThan(500)
  })

  it('is left at once while it is waited for', async () => {
    const { ask } = await play('4')
    const { outcome, ms } = await timed(ask('How?', AbortSignal.timeout(150)))
    expect(outcome).toContain('took too long')
    expect(ms).toBeLessThan(500)
  })

  it('is not asked again where that is set', async () => {
    const { ask } = await play(undefined, { retries: 0 })
    expect(await timed(ask('How?'))).toMatchObject({ outcome: 'Model: status 429', times: 1 })
  })
})

describe('what a request takes', () => {
  const day = () => new Date().toISOString().slice(0, 10)
  const spentOn = async (next: Behaviour, setup: Setup = {}) => {
    behaviour = next
    const { ask, store } = await open({ wholeMs: 300, firstMs: 300, ...setup })
    await reasonOf(ask('How?'))
    return store.get(day())
  }
  const prices = { input: 2, output: 10 }

  it('is what the service counts', async () => {
    const spent = await spentOn(fine, { prices })
    expect(spent?.tokens).toBe(607)
    expect(spent?.cost).toBeCloseTo((600 * 2 + 7 * 10) / 1e6, 9)
  })

  it('is nothing where the service refused', async () => {
    expect(await spentOn(ill, { prices })).toEqual({ tokens: 0, cost: 0 })
  })

  it.each([
    { kind: 'stall', text: 'Eight of it. Eight of it.' },
    { kind: 'broken', text: 'Eight of it. Eight of it.' },
  ] as const)('is the prompt and what was written where it ends by $kind', async (next) => {
    const { source } = await open()
    const prompt = Math.ceil(
      (
        await source.show({
          evidence: '[1] Private evidence.',
          conversation: '-',
          question: 'How?',
        })
      ).length / 4,
    )
    expect((await spentOn(next))?.tokens).toBe(prompt + 7)
  })

  it('is asked of the allowance before: beyond it the service isn’t asked', async () => {
    const cap = { tokens: 1500, cost: Infinity }
    const { ask, lines, model } = await open({
      caps: { person: cap, day: { ...cap, tokens: 4000 } },
    })
    const outcomes = await Promise.all(['1', '2', '3', '4'].map((one) => reasonOf(ask(one))))
    const withheld = outcomes.filter((one) => one.includes('allowance of one person'))
    expect(server.asked.length + withheld.length).toBe(4)
    expect(withheld.length).toBeGreaterThan(0)
    expect([lines.length, model.state()]).toEqual([withheld.length, 'answers'])
    const { signal } = new AbortController()
    expect(await reasonOf(ask('5', signal, 'you'))).toBe('answered')
  })

  it('is nobody’s own where the service is only tried', async () => {
    const store = new MemoryKeyed<Spent>({ entries: 10 })
    const put = vi.spyOn(store, 'put')
    const { model } = await open({ store })
    await model.probe(new AbortController().signal)
    expect(model.state()).toBe('answers')
    expect(server.asked).toHaveLength(1)
    expect(JSON.stringify(server.asked[0]?.body).length).toBeLessThan(4000)
    expect(new Set(put.mock.calls.map(([key]) => key))).toEqual(new Set([day()]))
    behaviour = ill
    await expect(model.probe(new AbortController().signal)).resolves.toBeUndefined()
    expect(model.state()).toBe('fails')
  })
})
