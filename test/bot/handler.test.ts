import { TestAdapter, type Activity } from 'botbuilder'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../../bot/handler/channel.js'
import { MemoryConversations } from '../../bot/conversations.js'
import { FeedbackDesk, MemoryFeedback } from '../../bot/feedback.js'
import { ReportBot } from '../../bot/handler/handler.js'
import { words } from '../../prompts/words.js'
import { FakeMisses } from '../fakes/misses.js'
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
    expect(history).toMatchObject([{ question: 'first', places: [{ paragraph: 29 }] }])
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
    'messageDelete',
    'unheard-of',
  ])('%s gets no reply', async (type) => {
    const { status, activities } = await post(bot.url, { ...message('x', fresh()), type })
    expect({ status, activities }).toEqual({ status: 200, activities: [] })
  })

  it('an unknown invoke is not implemented, as the Bot Framework says it', async () => {
    const invoke = { ...message('x', fresh()), type: 'invoke', name: 'x', deliveryMode: undefined }
    const { status, text } = await post(bot.url, { ...invoke, serviceUrl: 'http://127.0.0.1:9' })
    expect({ status, text }).toEqual({ status: 501, text: '' })
  })
})

describe('a channel with a face of its own', () => {
  const channel: Channel = {
    render: ({ text }, { answer }) => [{ type: 'message', text, value: answer }],
    commentForm: (id) => ({ type: 'message', text: 'Why?', value: id }),
    greets: true,
  }
  let feedback: MemoryFeedback
  let adapter: TestAdapter

  beforeEach(() => {
    feedback = new MemoryFeedback()
    const conversations = new MemoryConversations()
    const parts = { assistant, conversations, feedback, channels: { webchat: channel } }
    const bot = new ReportBot(parts)
    adapter = new TestAdapter((turn) => bot.run(turn), { channelId: 'webchat' })
  })

  /** Sends an activity and gives the messages that came back. */
  async function replies(activity: Partial<Activity>): Promise<Partial<Activity>[]> {
    const before = adapter.activeQueue.length
    await adapter.receiveActivity({ type: 'message', ...activity })
    return adapter.activeQueue.slice(before).filter(({ type }) => type === 'message')
  }

  /** Asks something and gives the answer's id. */
  async function idOf(text: string): Promise<string> {
    const [answer] = await replies({ text })
    return String(answer?.value)
  }

  const thumb = (kind: string, identifier: string) => ({
    type: 'event',
    text: '',
    name: 'webchat:activity-status/feedback',
    entities: [{ '@type': kind, type: kind, identifier }],
  })
  const about = { question: 'How much?', places: [{ document: 'CTOC/COP/2012/10', paragraph: 29 }] }

  it('shows replies its way, with an id only where they can be judged', async () => {
    expect(await idOf('How much?')).toMatch(/^[\da-f-]{36}$/)
    expect(await idOf('/help')).toBe('undefined')
  })

  it('greets by itself', async () => {
    const membersAdded = [{ id: 'user-2', name: '' }]
    expect(await replies({ type: 'conversationUpdate', membersAdded })).toEqual([])
  })

  it('has a thumb kept with the question and the paragraphs', async () => {
    const answer = await idOf('How much?')
    expect(await replies(thumb('LikeAction', answer))).toEqual([])
    expect(feedback.entries).toMatchObject([{ answer, reaction: 'like', ...about }])
  })

  it('asks for words after a thumbs-down, keeps them and thanks', async () => {
    const answer = await idOf('How much?')
    expect(await replies(thumb('DislikeAction', answer))).toMatchObject([{ value: answer }])
    const value = { answer, comment: '  Another year.  ', question: 'forged', paragraphs: [1] }
    expect(await replies({ text: '', value })).toMatchObject([{ text: words.feedback.thanks }])
    expect(feedback.entries[1]).toMatchObject({ answer, comment: 'Another year.', ...about })
  })

  it('cuts a comment that is too long', async () => {
    const answer = await idOf('How much?')
    await replies({ text: '', value: { answer, comment: 'x'.repeat(5000) } })
    expect(feedback.entries[0]?.comment).toHaveLength(2000)
  })

  it.each([
    ['no id', [{ type: '', '@type': 'LikeAction', identifier: 'x' }]],
    ['another action', [{ type: '', '@type': 'BuyAction', identifier: crypto.randomUUID() }]],
    ['nothing', []],
  ])('takes no thumb with %s', async (_, entities) => {
    expect(await replies({ ...thumb('', ''), entities })).toEqual([])
    expect(feedback.entries).toEqual([])
  })

  it.each([{}, { answer: 'x', comment: 'y' }, { comment: 'y' }, 'text', 7])(
    'takes no comment from a card that says %j',
    async (value) => {
      expect(await replies({ text: '', value })).toMatchObject([{ text: words.bot.noText }])
      expect(feedback.entries).toEqual([])
    },
  )

  it('keeps no comment on an answer that it never gave, and says so', async () => {
    const value = { answer: crypto.randomUUID(), comment: 'No.' }
    expect(await replies({ text: '', value })).toMatchObject([{ text: words.feedback.gone }])
    expect(feedback.entries).toEqual([])
  })

  it('keeps no thumb on an answer that it never gave', async () => {
    await replies(thumb('LikeAction', crypto.randomUUID()))
    expect(feedback.entries).toEqual([])
  })
})

describe('the feedback desk', () => {
  const given = {
    place: 'a',
    conversation: 'a/asker',
    question: 'Q?',
    answer: 'A.',
    places: [{ document: 'CTOC/COP/2012/10', paragraph: 1 }],
    channel: 'test',
    message: 'a/1',
  }
  const speaker = (place: string) => ({ place, conversation: `${place}/reader`, delivery: 'a/2' })
  const like = (answer: string) => ({ answer, reaction: 'like' }) as const
  const deskWith = (limit?: number) => {
    const parts = { feedback: new MemoryFeedback(), misses: new FakeMisses() }
    const conversations = new MemoryConversations()
    return { ...parts, desk: new FeedbackDesk({ ...parts, conversations }, limit) }
  }

  it('lets nobody judge an answer that another conversation got', async () => {
    const { desk, feedback } = deskWith()
    const id = crypto.randomUUID()
    desk.remember(id, given)
    expect(await desk.take(speaker('b'), like(id))).toBeUndefined()
    expect(feedback.entries).toEqual([])
  })

  it('forgets the oldest answer first', async () => {
    const { desk, feedback } = deskWith(2)
    const ids = [1, 2, 3].map(() => crypto.randomUUID())
    for (const id of ids) desk.remember(id, given)
    for (const id of ids) await desk.take(speaker('a'), like(id))
    expect(feedback.entries.map(({ answer }) => answer)).toEqual(ids.slice(1))
  })

  it('keeps whose feedback is: the reader’s, the asker’s and the question’s', async () => {
    const { desk, feedback, misses } = deskWith()
    desk.remember('id', given)
    await desk.take(speaker('a'), { answer: 'id', reaction: 'dislike', comment: 'No.' })
    const owners = ['a/reader', 'a/asker', 'a/1']
    expect(feedback.entries).toMatchObject([{ owners, delivery: 'a/2', question: 'Q?' }])
    expect(misses.entries).toMatchObject([{ reason: 'disliked', question: 'Q?', answer: 'A.' }])
    for (const owner of owners) {
      await desk.take(speaker('a'), like('id'))
      await feedback.forget(owner)
      expect(feedback.entries).toEqual([])
    }
  })
})
