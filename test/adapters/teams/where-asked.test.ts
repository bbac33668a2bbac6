import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../../prompts/words.js'
import type { Answer } from '../../../bot/answer/answer.js'
import { cocaine, FakeAssistant } from '../../fakes/assistant.js'
import { manual } from '../../fakes/library.js'
import {
  teamsActivity,
  teamsArrival,
  teamsMessage,
  type TeamsActivity,
} from '../../fakes/teams-activities.js'
import { teamsLines, type TeamsLine } from '../../fakes/teams-lines.js'

const group = ['groupChat', 'channel'] as const
const anywhere = ['personal', ...group] as const

describe.each(teamsLines)('in Teams, %s,', (_, open) => {
  const sheets = { entries: [], sheets: [manual], figures: [] }
  const assistant = new FakeAssistant((text) =>
    text.includes('publication') ? ({ ...cocaine(), exhibits: sheets } as Answer) : cocaine(),
  )
  let line: TeamsLine
  beforeAll(async () => (line = await open({ assistant })))
  afterAll(() => line.close())

  const textsOf = async (activity: TeamsActivity) =>
    (await line.deliver(activity)).shown.map((one) => one.activity.text)
  const historyOf = () => assistant.asked.at(-1)?.history.map(({ question }) => question)

  it.each(anywhere)('a question in a %s is answered without its mention', async (scope) => {
    expect(await textsOf(teamsMessage(scope, 'How much?'))).toHaveLength(1)
    expect(assistant.asked.at(-1)?.text).toBe('How much?')
  })

  it.each(group)('what is said in a %s without a mention is left alone', async (scope) => {
    expect(await textsOf(teamsActivity(scope, { text: 'How much?' }))).toEqual([])
    const other = { id: '29:other', name: 'Somebody' }
    const entities = [{ type: 'mention', text: '<at>Somebody</at>', mentioned: other }]
    const text = '<at>Somebody</at> how much?'
    expect(await textsOf(teamsActivity(scope, { text, entities }))).toEqual([])
  })

  it.each(group)('a tap that the bot offered in a %s needs no mention', async (scope) => {
    const question = teamsMessage(scope, 'How much?')
    await line.deliver(question)
    const { conversation } = question
    expect(
      await textsOf(teamsActivity(scope, { text: 'And in 2010?', conversation })),
    ).toHaveLength(1)
    expect(historyOf()).toEqual(['How much?'])
  })

  it('a reply stays in its thread', async () => {
    const question = teamsMessage('channel', 'How much?')
    const { shown } = await line.deliver(question)
    expect(shown[0]?.activity).toMatchObject({
      conversation: { id: (question.conversation as { id: string }).id },
      replyToId: question.id,
    })
  })

  it.each(group)('people in a %s each have a memory of their own', async (scope) => {
    const first = teamsMessage(scope, 'How much?')
    const { conversation } = first
    const from = { id: '29:other', name: 'Another colleague' }
    await line.deliver(first)
    await line.deliver(teamsMessage(scope, 'and what then?', { conversation, from }))
    expect(historyOf()).toEqual([])
    await line.deliver(teamsMessage(scope, 'and in 2010?', { conversation }))
    expect(historyOf()).toEqual(['How much?'])
  })

  it('an answer names nobody but who asked', async () => {
    const { shown } = await line.deliver(teamsMessage('groupChat', 'How much?'))
    expect(shown[0]?.activity.suggestedActions?.to).toEqual(['29:asker'])
  })

  describe('a welcome', () => {
    const unnamed = { from: { id: '29:asker' } }

    it.each([
      ['A colleague', 'A colleague'],
      ['[x](http://evil) *b* <at>all</at>', '\\[x\\](http://evil) \\*b\\* &lt;at>all&lt;/at>'],
      ['two\nlines', 'two lines'],
      ['x'.repeat(500), 'x'.repeat(80)],
    ])('says in a channel that “%s” added the bot', async (name, written) => {
      const from = { id: '29:asker', name }
      const [text] = await textsOf(teamsArrival('channel', undefined, { from }))
      expect(text).toBe(`${words.bot.welcome}\n\nAdded here by ${written}.`)
    })

    it('names nobody in private, nor the bot itself', async () => {
      expect(await textsOf(teamsArrival('personal', ['29:asker']))).toEqual([words.bot.welcome])
      const from = { id: '28:00000000-0000-0000-0000-00000000000a', name: 'Report assistant' }
      const arrival = teamsArrival('channel', undefined, { from })
      expect(await textsOf(arrival)).toEqual([words.bot.welcome])
    })

    it.each(anywhere)('is said again in a %s after the bot was removed', async (scope) => {
      const type = 'installationUpdate'
      const installed = teamsActivity(scope, { type, action: 'add', ...unnamed })
      const { conversation } = installed
      const change = (more: object) =>
        teamsActivity(scope, { type, conversation, ...unnamed, ...more })
      const bot = [{ id: '28:00000000-0000-0000-0000-00000000000a' }]
      const left = { type: 'conversationUpdate', membersRemoved: bot }
      expect(await textsOf(installed)).toEqual([words.bot.welcome])
      for (const departure of [{ action: 'remove' }, left]) {
        expect(await textsOf(change({ action: 'add' }))).toEqual([])
        expect(await textsOf(change(departure))).toEqual([])
        expect(await textsOf(change({ action: 'add' }))).toEqual([words.bot.welcome])
      }
    })

    it.each(group)('is not said again in a %s because somebody left', async (scope) => {
      const arrival = teamsArrival(scope, undefined, unnamed)
      const { conversation } = arrival
      await line.deliver(arrival)
      const left = { type: 'conversationUpdate', membersRemoved: [{ id: '29:other' }] }
      await line.deliver(teamsActivity(scope, { ...left, conversation }))
      expect(await textsOf(teamsArrival(scope, undefined, { conversation, ...unnamed }))).toEqual(
        [],
      )
    })

    it.each(anywhere)('is said once when the bot comes into a %s', async (scope) => {
      const ids = scope === 'personal' ? ['29:asker'] : undefined
      const arrival = teamsArrival(scope, ids, unnamed)
      const { conversation } = arrival
      const installed = teamsActivity(scope, {
        type: 'installationUpdate',
        action: 'add',
        conversation,
        ...unnamed,
      })
      expect(await textsOf(arrival)).toEqual([words.bot.welcome])
      expect(await textsOf(installed)).toEqual([])
      expect(await textsOf(teamsArrival(scope, ids, { conversation }))).toEqual([])
    })

    it.each(anywhere)('is said on the installation in a %s alone', async (scope) => {
      const more = { action: 'add', ...unnamed }
      const installed = teamsActivity(scope, { type: 'installationUpdate', ...more })
      expect(await textsOf(installed)).toEqual([words.bot.welcome])
    })

    it.each(group)('is not said to a %s for every new member', async (scope) => {
      expect(await textsOf(teamsArrival(scope, ['29:new', '29:newer']))).toEqual([])
    })

    it('is not said when the bot is removed or renewed', async () => {
      for (const action of ['remove', 'add-upgrade']) {
        const type = 'installationUpdate'
        expect(await textsOf(teamsActivity('personal', { type, action }))).toEqual([])
      }
    })
  })

  describe('a message that is edited', () => {
    const edited = (message: TeamsActivity, text: string, more = {}) => ({
      ...message,
      type: 'messageUpdate',
      timestamp: new Date(Date.now() + 1000).toISOString(),
      channelData: { eventType: 'editMessage' },
      text,
      ...more,
    })

    it('is answered anew, in the place of the first answer', async () => {
      const message = teamsMessage('personal', 'How mcuh?')
      const [first] = (await line.deliver(message)).shown
      const { shown } = await line.deliver(edited(message, 'How much?'))
      expect(shown).toMatchObject([
        { how: 'updated', id: first?.id, activity: { type: 'message' } },
      ])
      expect(assistant.asked.at(-1)).toMatchObject({ text: 'How much?', history: [] })
    })

    it('takes the card away with the answer that it belonged to', async () => {
      const message = teamsMessage('personal', 'a publication')
      const [text, card] = (await line.deliver(message)).shown
      const { shown } = await line.deliver(edited(message, 'How much?'))
      expect(shown).toMatchObject([
        { how: 'updated', id: text?.id },
        { how: 'deleted', id: card?.id },
      ])
    })

    it('takes the place of the turn that it was', async () => {
      const message = teamsMessage('personal', 'first')
      const { conversation } = message
      await line.deliver(message)
      await line.deliver(teamsMessage('personal', 'second', { conversation }))
      await line.deliver(edited(message, 'first, mended'))
      await line.deliver(teamsMessage('personal', 'third', { conversation }))
      expect(historyOf()).toEqual(['first, mended', 'second'])
    })

    it('that mentions the bot only now is answered', async () => {
      const silent = teamsActivity('groupChat', { text: 'How much?' })
      await line.deliver(silent)
      const { text, entities } = teamsMessage('groupChat', 'How much?')
      const { shown } = await line.deliver(edited(silent, String(text), { entities }))
      expect(shown).toMatchObject([{ how: 'sent' }])
    })

    it('is answered once, however often the edit is delivered', async () => {
      const message = teamsMessage('personal', 'How mcuh?')
      await line.deliver(message)
      const edit = edited(message, 'How much?')
      await line.deliver(edit)
      expect((await line.deliver(edit)).shown).toEqual([])
      const again = { timestamp: new Date(Date.now() + 9000).toISOString() }
      expect((await line.deliver({ ...edit, ...again })).shown).toHaveLength(1)
    })
  })

  it('a message that is deleted, restored and deleted again is forgotten', async () => {
    const message = teamsMessage('personal', 'How much?')
    const { conversation } = message
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
    const steps = [
      { type: 'messageDelete', timestamp: at(1) },
      { type: 'messageUpdate', timestamp: at(2) },
      { type: 'messageDelete', timestamp: at(3) },
    ]
    await line.deliver(message)
    for (const step of steps) await line.deliver({ ...message, ...step })
    await line.deliver(teamsMessage('personal', 'and in 2010?', { conversation }))
    expect(historyOf()).toEqual([])
  })

  it('a message that is deleted is forgotten, and its question with its feedback', async () => {
    const message = teamsMessage('personal', 'my secret question')
    const { conversation } = message
    const [answer] = (await line.deliver(message)).shown
    const channelData = { eventType: 'softDeleteMessage' }
    expect(await textsOf({ ...message, type: 'messageDelete', text: '', channelData })).toEqual([])
    await line.deliver(teamsMessage('personal', 'and in 2010?', { conversation }))
    expect(historyOf()).toEqual([])
    const value = { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{}' } }
    const type = 'invoke'
    const name = 'message/submitAction'
    await line.deliver(
      teamsActivity('personal', { type, name, value, conversation, replyToId: answer?.id }),
    )
    expect(line.feedback.entries).toMatchObject([{ answer: answer?.id, reaction: 'like' }])
  })
})
