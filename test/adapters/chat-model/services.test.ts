import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ModelUnavailable } from '../../../bot/writing/chat-model.js'
import { services } from '../../fakes/chat-protocols.js'
import { type Behaviour, closedOrigin, openChatServer } from '../../fakes/chat-server.js'
import { guarded, key, type Setup } from './guarded.js'

const text = 'In 2011, 9,219 kg of cocaine was seized. [29]'
const fine: Behaviour = { kind: 'text', text }

let server: Awaited<ReturnType<typeof openChatServer>>
beforeAll(async () => {
  server = await openChatServer(() => fine)
})
afterAll(() => server.close())

/** The reason of a failure, how long it took, and what was printed meanwhile. */
async function failure(asking: Promise<string>) {
  const start = performance.now()
  const error: unknown = await asking.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof ModelUnavailable)) throw new Error(`It didn’t fail: ${String(error)}`)
  return { reason: error.reason, ms: performance.now() - start, error }
}

/** What anything prints past the log; clients take hold of the console when they are first made. */
const spoken: unknown[][] = []
const spies = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
  vi.spyOn(console, name).mockImplementation((...parts) => void spoken.push(parts)),
)
afterAll(() => {
  for (const spy of spies) spy.mockRestore()
})

describe.each(services)('over %s a model', (service) => {
  const open = (behaviour: Behaviour | readonly Behaviour[], setup?: Setup) => {
    const list = 'kind' in behaviour ? [behaviour] : behaviour
    server.play((_, before) => list[Math.min(before, list.length - 1)] ?? fine)
    return guarded(service, server.origin, setup)
  }

  it('writes what it is asked, from the whole prompt', async () => {
    const { ask, model, lines } = await open(fine)
    expect(model.state()).toBe('untried')
    expect(await ask('How much cocaine?')).toBe(text)
    expect(model.state()).toBe('answers')
    expect(lines).toEqual([])
    const [asked, ...others] = server.asked
    expect(others).toEqual([])
    expect(asked?.service).toBe(service)
    expect(asked?.messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(asked?.messages[0]?.content).toContain('[1] Private evidence.')
    expect(asked?.messages[1]?.content).toContain('How much cocaine?')
  })

  it('is told its name and its key, and to stream with its count of tokens', async () => {
    const { ask } = await open(fine)
    await ask('How?')
    const { headers, body, path } = server.asked[0] ?? {}
    const bearer = service === 'azure' ? headers?.['api-key'] : headers?.authorization
    expect(bearer).toBe(service === 'azure' ? key : `Bearer ${key}`)
    const own = {
      openai: { model: 'small', temperature: 0, stream_options: { include_usage: true } },
      azure: { temperature: 0, stream_options: { include_usage: true } },
      // All of the evidence and what stands around it.
      ollama: { model: 'small', options: { temperature: 0, num_ctx: 19_096 } },
    }
    expect(body).toMatchObject({ stream: true, ...own[service] })
    const azure = '/openai/deployments/small/chat/completions?api-version=2024-10-21'
    if (service === 'azure') expect(path).toBe(azure)
  })

  it('mends what it wrote, with its own words and the faults before it', async () => {
    const { model } = await open(fine)
    const repair = { written: 'Ten {tonnes}. [1]', faults: '- Ten {tonnes}.' }
    const { signal } = new AbortController()
    const request = { evidence: '[1] x', conversation: '-', question: 'How {much}?', repair }
    await model.write(request, { person: 'me', signal })
    const messages = server.asked[0]?.messages ?? []
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(messages[1]?.content).toContain('How {much}?')
    expect(messages[2]?.content).toBe(repair.written)
    expect(messages[3]?.content).toContain(repair.faults)
  })

  const cases: readonly {
    readonly what: string
    readonly behaviour: Behaviour
    readonly reason: string
    readonly times?: number
  }[] = [
    { what: 'doesn’t answer', behaviour: { kind: 'silent' }, reason: 'no first words in time' },
    {
      what: 'begins too late',
      behaviour: { kind: 'slow', text, ms: 2000 },
      reason: 'no first words in time',
    },
    {
      what: 'writes too slowly',
      behaviour: { kind: 'slow', text, ms: 150, each: true },
      reason: 'took too long',
    },
    { what: 'stalls', behaviour: { kind: 'stall', text: 'In 2011,' }, reason: 'took too long' },
    {
      what: 'breaks off',
      behaviour: { kind: 'broken', text: 'In 2011,' },
      reason: 'the connection broke',
    },
    {
      what: 'breaks off before the first word',
      behaviour: { kind: 'broken', text: '' },
      reason: 'the connection broke',
      times: 2,
    },
    {
      what: 'writes what can’t be read',
      behaviour: { kind: 'malformed', text: 'In 2011,' },
      reason: 'the stream can’t be read',
    },
    { what: 'writes nothing', behaviour: { kind: 'text', text: '' }, reason: 'wrote nothing' },
    {
      what: 'doesn’t know the key',
      behaviour: { kind: 'status', status: 401 },
      reason: 'status 401',
    },
    { what: 'refuses', behaviour: { kind: 'status', status: 400 }, reason: 'status 400' },
    { what: 'fails', behaviour: { kind: 'status', status: 500 }, reason: 'status 500', times: 2 },
    { what: 'is busy', behaviour: { kind: 'status', status: 429 }, reason: 'status 429', times: 2 },
    {
      what: 'sends us elsewhere',
      behaviour: { kind: 'elsewhere', url: 'http://127.0.0.1:9/v1' },
      reason: 'status 307',
    },
    {
      what: 'writes 10 MB in words',
      behaviour: { kind: 'huge', characters: 10_000_000, piece: 100 },
      reason: 'the text is too long',
    },
    {
      what: 'writes 10 MB in one word',
      behaviour: { kind: 'huge', characters: 10_000_000, piece: 10_000_000 },
      reason: 'too long',
    },
  ]

  it.each(cases)('that $what is unavailable in time', async (one) => {
    const { behaviour, reason, times = 1 } = one
    spoken.length = 0
    const { ask, lines, model } = await open(behaviour, { firstMs: 400, wholeMs: 900, retries: 1 })
    const failed = await failure(ask('A private question?'))
    expect(failed.reason).toContain(reason)
    expect(failed.ms).toBeLessThan(2000)
    expect(server.asked).toHaveLength(times)
    expect(lines).toEqual([
      {
        level: 'warn',
        time: expect.any(String) as string,
        reason: failed.reason,
        ms: expect.any(Number) as number,
        msg: 'model unavailable',
      },
    ])
    expect(model.state()).toBe('fails')
    const said = JSON.stringify([lines, spoken, failed.error.message, failed.error.cause])
    expect(said).not.toMatch(/rivate|sk-very|words of the service|secret evi/)
    expect(spoken).toEqual([])
    await expect.poll(() => server.asked.every(({ sent }) => sent < 9_000_000)).toBe(true)
  })

  it('that can’t be reached is unavailable at once', async () => {
    const { ask, lines } = await guarded(service, await closedOrigin(), { retries: 1 })
    const { reason, ms } = await failure(ask('How?'))
    expect(reason).toBe('can’t be reached (ECONNREFUSED)')
    expect(ms).toBeLessThan(1500)
    expect(lines).toHaveLength(1)
  })

  it.each([
    { behaviour: { kind: 'silent' }, when: 'before the first word' },
    { behaviour: { kind: 'stall', text: 'In 2011,' }, when: 'in the middle' },
  ] as const)('is left at once $when, and its connection closed', async ({ behaviour }) => {
    const { ask, lines, model } = await open(behaviour)
    const asker = new AbortController()
    const asking = failure(ask('How?', asker.signal))
    await expect.poll(() => server.asked.length).toBe(1)
    await wait(100)
    const start = performance.now()
    asker.abort()
    expect((await asking).reason).toBe('nobody waits for it')
    expect(performance.now() - start).toBeLessThan(100)
    await expect.poll(() => server.asked[0]?.hungUp, { timeout: 1000 }).toBe(true)
    expect(lines).toHaveLength(1)
    expect(model.state()).toBe('untried')
  })

  it('that one asker leaves goes on writing for another', async () => {
    const { ask } = await open({ kind: 'slow', text, ms: 50, each: true })
    const asker = new AbortController()
    const left = failure(ask('One?', asker.signal))
    const other = ask('Other?')
    await wait(150)
    asker.abort()
    expect((await left).reason).toBe('nobody waits for it')
    expect(await other).toBe(text)
  })

  it('is asked again where it was busy', async () => {
    const busy = { kind: 'status', status: 503 } as const
    const { ask, lines } = await open([busy, fine], { retries: 1 })
    expect(await ask('How?')).toBe(text)
    expect(server.asked).toHaveLength(2)
    expect(lines).toEqual([])
  })
})
