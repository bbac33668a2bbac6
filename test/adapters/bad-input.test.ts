import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fill, words } from '../../prompts/words.js'
import { ask, message, post } from '../fakes/activities.js'
import { FakeAssistant } from '../fakes/assistant.js'
import { serveBot } from '../fakes/served-bot.js'

const assistant = new FakeAssistant()
let bot: Awaited<ReturnType<typeof serveBot>>

beforeAll(async () => {
  bot = await serveBot({ assistant })
})
afterAll(() => bot.close())

const hint = fill(words.bot.empty, { example: words.bot.examples[0] ?? '' })
const tooLong = (length: string) => fill(words.bot.tooLong, { length, limit: '2,000' })
const without = (field: string) => ({ ...message('x'), [field]: undefined })

describe('a text that is no question', () => {
  it.each([
    ['empty', '', hint],
    ['whitespace', ' \t\n\u00a0 ', hint],
    ['emoji only', '🙂 👍🏽', hint],
    ['control characters only', '\u0000\u0001\u001f', hint],
    ['100 kB', 'a'.repeat(100_000), tooLong('100,000')],
    ['one character too many', 'a'.repeat(2001), tooLong('2,001')],
  ])('of the kind %s gets a sentence that helps', async (_, text, reply) => {
    expect(await ask(bot.url, text)).toEqual([reply])
  })

  it.each([
    [
      'an attachment',
      { attachments: [{ contentType: 'image/png', contentUrl: 'http://x/y.png' }] },
    ],
    ['a submitted card', { value: { choice: 1 } }],
  ])('but only %s is asked for in words', async (_, more) => {
    expect(await ask(bot.url, undefined, more)).toEqual([words.bot.noText])
  })

  it('and is missing altogether gets the hint', async () => {
    expect(await ask(bot.url, undefined)).toEqual([hint])
    expect(await ask(bot.url, null)).toEqual([hint])
  })
})

describe('a text with something in it', () => {
  it.each([
    ['HTML', '<script>alert(1)</script> cocaine', '<script>alert(1)</script> cocaine'],
    [
      'a Markdown image',
      '![x](http://example.org/a.png) what',
      '![x](http://example.org/a.png) what',
    ],
    ['right-to-left text', '\u202eكم ضُبط من الكوكايين؟', '\u202eكم ضُبط من الكوكايين؟'],
    ['control characters', 'How\u0000 much\u001b?', 'How much?'],
    ['lines', 'How\r\nmuch?', 'How much?'],
  ])('such as %s is answered, and never said back', async (_, text, heard) => {
    const [reply] = await ask(bot.url, text)
    expect(reply).toMatch(/^In 2011, 9,219 kg of cocaine were seized\./)
    expect(assistant.asked.at(-1)?.text).toBe(heard)
  })
})

describe('a body that is no activity', () => {
  it.each([
    ['without type', without('type'), 'type must be a text of'],
    ['without from', without('from'), 'from must be an object'],
    ['without an id of from', { ...message('x'), from: {} }, 'from.id must be a text of'],
    ['without conversation', without('conversation'), 'conversation must be an object'],
    ['with a number for text', message(1), 'text must be a text'],
    [
      'with members that are no list',
      { ...message('x'), membersAdded: 'all' },
      'a list of accounts',
    ],
    ['with an endless id', { ...message('x'), conversation: { id: 'x'.repeat(2000) } }, '1,024'],
    ['that is a list', [message('x')], 'body must be an object'],
    ['that is a number', 1, 'body must be an object'],
    ['that is null', 'null', 'body must be an object'],
    ['that is a text', '"hello"', 'body must be an object'],
    ['that is empty', '', 'body must be an object'],
  ])('%s is refused with what it lacks', async (_, body, lacks) => {
    const { status, error } = await post(bot.url, body)
    expect({ status, code: error?.code }).toEqual({ status: 400, code: 'BadActivity' })
    expect(error?.message).toContain(lacks)
  })

  it('is broken JSON is refused without a word of the parser’s', async () => {
    const { status, error } = await post(bot.url, '{"type":"message" secret')
    expect({ status, error }).toEqual({
      status: 400,
      error: { code: 'BadJson', message: 'The body is not valid JSON.' },
    })
  })

  it.each([
    { levels: 32, status: 200 },
    { levels: 33, status: 400 },
    { levels: 40_000, status: 400 },
  ])('is nested $levels deep gets $status', async ({ levels, status }) => {
    const fields = JSON.stringify(message('How much?')).slice(1)
    // The activity itself is one of the levels.
    for (const [open, end] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(levels - 1)}0${end.repeat(levels - 1)}`
      for (const name of ['value', 'properties']) {
        expect((await post(bot.url, `{"${name}":${deep},${fields}`)).status).toBe(status)
      }
    }
  })
})

describe('a request in another form', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'json',
  ])('of type %s is refused', async (type) => {
    const { status, error } = await post(bot.url, message('x'), { 'content-type': type })
    expect({ status, code: error?.code }).toEqual({ status: 415, code: 'NotJson' })
  })

  it.each(['gzip', 'br', 'GZIP'])(
    'packed with %s is refused before it is unpacked',
    async (encoding) => {
      const { status } = await post(bot.url, 'not packed', { 'content-encoding': encoding })
      expect(status).toBe(415)
    },
  )

  it('with a character set is taken', async () => {
    const type = 'application/json; charset=utf-8'
    expect((await post(bot.url, message('x'), { 'content-type': type })).status).toBe(200)
  })

  it('that is too large is refused', async () => {
    const { status, error } = await post(bot.url, message('a'.repeat(300_000)))
    expect({ status, error }).toEqual({
      status: 413,
      error: { code: 'BodyTooLarge', message: 'The body is longer than 262144 bytes.' },
    })
  })

  it('that is too large without saying so is refused', async () => {
    const body = ReadableStream.from(Array(10).fill(new TextEncoder().encode('a'.repeat(50_000))))
    const response = await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
      body,
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ error: { code: 'BodyTooLarge' } })
  })
})
