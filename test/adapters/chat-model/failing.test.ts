import { describe, expect, it } from 'vitest'
import { setTimeout as wait } from 'node:timers/promises'
import { type Behaviour, closedOrigin } from '../../fakes/chat-server.js'
import { asked, at, openWritten, right, saying, writtenOver } from '../../bot/writing/written.js'

const limits = { MODEL_FIRST_MS: '500', MODEL_WHOLE_MS: '1000' }
const said = `${right} [29]`

const failures: readonly (readonly [string, Behaviour, reason: string])[] = [
  ['a slow first token', { kind: 'slow', text: said, ms: 5000 }, 'no first words in time'],
  ['a silent service', { kind: 'silent' }, 'no first words in time'],
  ['a stall in the middle', { kind: 'stall', text: said }, 'took too long'],
  ['slow words', { kind: 'slow', text: said, ms: 400, each: true }, 'took too long'],
  ['a broken stream', { kind: 'broken', text: said }, 'the connection broke'],
  ['429 with a long Retry-After', { kind: 'status', status: 429, retryAfter: '60' }, 'status 429'],
  ['500', { kind: 'status', status: 500 }, 'status 500'],
  ['401', { kind: 'status', status: 401 }, 'status 401'],
  ['10 MB in pieces', { kind: 'huge', characters: 10_000_000, piece: 10_000 }, 'too long'],
  ['10 MB in one', { kind: 'huge', characters: 10_000_000, piece: 10_000_000 }, 'too long'],
  ['a malformed stream', { kind: 'malformed', text: said }, 'can’t be read'],
  ['nothing but spaces', { kind: 'text', text: ' \n ' }, 'wrote nothing'],
  ['a way elsewhere', { kind: 'elsewhere', url: 'http://127.0.0.1:9/' }, 'status 307'],
]

describe('where the model fails', () => {
  it.each(failures)('by %s the composed answer comes in time', async (_, behaviour, reason) => {
    const { assistant, composing, logged, state } = await openWritten(() => behaviour, limits)
    const { answer: composed, turn: before } = await composing.respond(asked, [])
    const start = performance.now()
    const { answer, turn } = await assistant.respond(asked, [])
    // The limit, one pause and what composing takes.
    expect(performance.now() - start).toBeLessThan(3000)
    expect([answer, turn]).toEqual([composed, before])
    await expect.poll(state).toBe('fails')
    expect(logged()).toEqual([
      expect.objectContaining({
        msg: 'model unavailable',
        reason: expect.stringContaining(reason) as string,
      }),
    ])
    expect(JSON.stringify(logged())).not.toMatch(/cocaine|9,219|words of the service/)
  })

  it('by a refused connection the composed answer comes in time', async () => {
    const { assistant, composing, logged } = await writtenOver(`${await closedOrigin()}/v1`, limits)
    const { answer } = await assistant.respond(asked, [])
    expect(answer).toEqual((await composing.respond(asked, [])).answer)
    expect(logged().map(({ reason }) => reason)).toEqual(['can’t be reached (ECONNREFUSED)'])
  })

  it('by 429 with a short Retry-After it is asked again, and its answer shown', async () => {
    const { assistant, server, logged } = await openWritten((messages, before) =>
      before === 0
        ? { kind: 'status', status: 429, retryAfter: '0.2' }
        : saying(`${right}${at}`)(messages, before),
    )
    const { answer } = await assistant.respond(asked, [])
    expect(answer).toMatchObject({ generated: true })
    expect([server.asked.length, logged()]).toEqual([2, []])
  })

  it('in the repair, what was borne is shown within the limit of both', async () => {
    const kept = 'The Programme currently operates in seaports in 13 countries.'
    const bad = 'In 2011, the seizures included 9,129 kg of cocaine.'
    const { assistant, server, logged } = await openWritten(
      (messages, before) =>
        before === 0
          ? saying(`${kept}${at} ${bad}${at}`)(messages, before)
          : { kind: 'stall', text: said },
      limits,
    )
    const start = performance.now()
    const { answer } = await assistant.respond(asked, [])
    expect(performance.now() - start).toBeLessThan(3000)
    expect(answer).toMatchObject({ sentences: [{ text: kept }] })
    await expect.poll(() => server.asked[1]?.hungUp).toBe(true)
    expect(logged().filter(({ msg }) => msg === 'model unavailable')).toHaveLength(1)
  })

  it('for one, others get their answers meanwhile', async () => {
    const { assistant } = await openWritten(
      (messages, before) =>
        JSON.stringify(messages).includes('heroin was seized')
          ? { kind: 'silent' }
          : saying(`${right}${at}`)(messages, before),
      { MODEL_FIRST_MS: '4000', MODEL_WHOLE_MS: '4000' },
    )
    let isOver = false
    const hanging = assistant.respond('How much heroin was seized in 2011?', []).then(() => {
      isOver = true
    })
    await wait(50)
    const { answer } = await assistant.respond(asked, [])
    expect([answer, isOver]).toEqual([expect.objectContaining({ generated: true }), false])
    await hanging
  })
})
