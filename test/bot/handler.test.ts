import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../prompts/words.js'
import { ask, message, post, type Sent } from '../fakes/activities.js'
import { FakeAssistant, unsourced } from '../fakes/assistant.js'
import { serveBot } from '../fakes/served-bot.js'

const assistant = new FakeAssistant()
let bot: Awaited<ReturnType<typeof serveBot>>
let conversations = 0

beforeAll(async () => {
  bot = await serveBot({ assistant })
})
afterAll(() => bot.close())

/** A conversation of its own for each test. */
const fresh = () => ({ conversation: { id: `c-${++conversations}` } })
const tapsOf = (sent?: Sent) => sent?.suggestedActions?.actions.map(({ value }) => value)

const joined = (...ids: string[]) => ({
  ...message(undefined, fresh()),
  type: 'conversationUpdate',
  membersAdded: ids.map((id) => ({ id })),
})

describe('a question', () => {
  it('is answered with its paragraphs, after a sign that an answer is looked up', async () => {
    const { status, activities } = await post(bot.url, message('How much cocaine?', fresh()))
    expect(status).toBe(200)
    expect(activities?.map(({ type }) => type)).toEqual(['typing', 'message'])
    expect(activities?.[1]).toMatchObject({
      textFormat: 'markdown',
      text: 'In 2011, 9,219 kg of cocaine were seized. [1]\n\nSources: [1] CTOC/COP/2012/10, para. 29.',
    })
  })

  it('is followed by next questions as taps', async () => {
    const { activities = [] } = await post(bot.url, message('How much cocaine?', fresh()))
    expect(activities[1]?.suggestedActions?.actions).toEqual([
      { type: 'imBack', title: 'And in 2010?', value: 'And in 2010?' },
    ])
  })

  it('reaches the assistant with the turns before it', async () => {
    const here = fresh()
    await ask(bot.url, 'first', here)
    await ask(bot.url, 'second', here)
    const { text, history } = assistant.asked.at(-1) ?? {}
    expect(text).toBe('second')
    expect(history).toMatchObject([{ question: 'first', paragraphs: [29] }])
  })

  it('knows nothing of other conversations and channels', async () => {
    const here = fresh()
    await ask(bot.url, 'first', here)
    await ask(bot.url, 'second', { ...here, channelId: 'another' })
    expect(assistant.asked.at(-1)?.history).toEqual([])
  })

  it('reaches the assistant without the mention of the bot', async () => {
    const entities = [{ type: 'mention', text: '<at>Bot</at>', mentioned: { id: 'bot' } }]
    await ask(bot.url, '<at>Bot</at> How much?', { ...fresh(), entities })
    expect(assistant.asked.at(-1)?.text).toBe('How much?')
  })

  it('waits for the one before it in the same conversation', async () => {
    const here = fresh()
    await Promise.all([ask(bot.url, 'first', here), ask(bot.url, 'second', here)])
    expect(assistant.asked.at(-1)?.history).toHaveLength(1)
  })
})

describe('a command', () => {
  it.each(['help', '/help', '?', 'HELP'])(
    '%s explains the bot and offers questions',
    async (text) => {
      const { activities = [] } = await post(bot.url, message(text, fresh()))
      expect(activities.map((sent) => sent.text)).toEqual([words.bot.help])
      expect(tapsOf(activities[0])).toEqual(words.bot.examples)
    },
  )

  it('/sources lists the paragraphs of the last answer', async () => {
    const here = fresh()
    await ask(bot.url, 'How much cocaine?', here)
    expect(await ask(bot.url, '/sources', here)).toEqual([
      `${words.bot.sources}\n\n[1] CTOC/COP/2012/10, para. 29: In 2011, 9,219 kg of cocaine were seized.`,
    ])
  })

  it('/sources says so when there are none yet', async () => {
    expect(await ask(bot.url, '/sources', fresh())).toEqual([words.bot.noSources])
  })

  it('/sources says so when the last answer had none', async () => {
    const served = await serveBot({
      assistant: new FakeAssistant(() => unsourced('not-found', 'No.')),
    })
    await ask(served.url, 'What?')
    expect(await ask(served.url, '/sources')).toEqual([words.bot.noSources])
    await served.close()
  })
})

describe('the welcome', () => {
  it('greets whoever joins, once, with three questions', async () => {
    const { activities = [] } = await post(bot.url, joined('bot', 'user', 'another'))
    expect(activities.map(({ text }) => text)).toEqual([words.bot.welcome])
    expect(tapsOf(activities[0])).toEqual(words.bot.examples)
  })

  it('is not said to the bot itself', async () => {
    expect((await post(bot.url, joined('bot'))).activities).toEqual([])
  })

  it('is said in Teams without asking Teams who joined', async () => {
    const { activities } = await post(bot.url, { ...joined('user'), channelId: 'msteams' })
    expect(activities?.map(({ text }) => text)).toEqual([words.bot.welcome])
  })
})

describe('other activities', () => {
  it.each([
    'typing',
    'event',
    'messageReaction',
    'installationUpdate',
    'messageUpdate',
    'unheard-of',
  ])('%s gets no reply', async (type) => {
    const { status, activities } = await post(bot.url, { ...message('x', fresh()), type })
    expect({ status, activities }).toEqual({ status: 200, activities: [] })
  })

  it('an unknown invoke is not found', async () => {
    const invoke = { ...message('x', fresh()), type: 'invoke', name: 'x', deliveryMode: undefined }
    const { status, text } = await post(bot.url, { ...invoke, serviceUrl: 'http://127.0.0.1:9' })
    expect({ status, text }).toEqual({ status: 404, text: '' })
  })
})
