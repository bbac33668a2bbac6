import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../bot/answer/answer.js'
import { words } from '../../../prompts/words.js'
import type { Sent } from '../../fakes/activities.js'
import { cocaine, FakeAssistant } from '../../fakes/assistant.js'
import type { Refusal } from '../../fakes/connector.js'
import { manual } from '../../fakes/library.js'
import { teamsActivity, teamsMessage, type TeamsActivity } from '../../fakes/teams-activities.js'
import { teamsLines, type Shown, type TeamsLine } from '../../fakes/teams-lines.js'

const gone: Refusal = { status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } }
const sheets = { entries: [], sheets: [manual], figures: [] }

describe.each(teamsLines)('a message that is edited again and again, %s,', (_, open) => {
  const assistant = new FakeAssistant((text) =>
    text.includes('publication') ? ({ ...cocaine(), exhibits: sheets } as Answer) : cocaine(),
  )
  let line: TeamsLine
  let refuse: (activity: Sent, how: Shown['how']) => Refusal | undefined = () => undefined
  beforeAll(async () => {
    line = await open({ assistant, refuse: (activity, how) => refuse(activity, how) })
  })
  afterAll(() => line.close())

  let edits = 0
  const edit = async (message: TeamsActivity, text: string) => {
    edits += 1
    const timestamp = new Date(Date.now() + edits * 1000).toISOString()
    return (await line.deliver({ ...message, type: 'messageUpdate', timestamp, text })).shown
  }
  const say = async (text: string, conversation: unknown) =>
    (await line.deliver(teamsMessage('personal', text, { conversation }))).shown[0]?.activity.text
  const historyOf = () => assistant.asked.at(-1)?.history.map(({ question }) => question)
  const like = { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{}' } }

  it('gets a card anew after the first was taken away', async () => {
    const message = teamsMessage('personal', 'a publication')
    const [text, card] = (await line.deliver(message)).shown
    expect(await edit(message, 'help')).toMatchObject([
      { how: 'updated', id: text?.id, activity: { text: words.bot.help } },
      { how: 'deleted', id: card?.id },
    ])
    const again = await edit(message, 'a publication')
    expect(again).toMatchObject([{ how: 'updated', id: text?.id }, { how: 'sent' }])
    expect(again[1]?.id).not.toBe(card?.id)
    expect(await edit(message, 'How much?')).toMatchObject([
      { how: 'updated', id: text?.id },
      { how: 'deleted', id: again[1]?.id },
    ])
  })

  it('from a command to a question is answered in the place of the command', async () => {
    const message = teamsMessage('personal', 'help')
    const [help] = (await line.deliver(message)).shown
    expect(await edit(message, 'How much?')).toMatchObject([{ how: 'updated', id: help?.id }])
  })

  it('is answered anew below where the first answer is no longer there', async () => {
    const message = teamsMessage('personal', 'a publication')
    const [text, card] = (await line.deliver(message)).shown
    refuse = ({ id }, how) => (how === 'updated' && id === text?.id ? gone : undefined)
    // What stood behind it would otherwise stand before it.
    expect(await edit(message, 'another publication')).toMatchObject([
      { how: 'sent' },
      { how: 'sent' },
      { how: 'deleted', id: card?.id },
    ])
    refuse = () => undefined
    expect((await edit(message, 'a publication')).map(({ how }) => how)).toEqual([
      'updated',
      'updated',
    ])
  })

  it('takes it that what should be taken away is already gone', async () => {
    const message = teamsMessage('personal', 'a publication')
    await line.deliver(message)
    refuse = (_activity, how) => (how === 'deleted' ? gone : undefined)
    expect(await edit(message, 'How much?')).toMatchObject([{ how: 'updated' }])
    refuse = () => undefined
    expect(await edit(message, 'How much then?')).toMatchObject([{ how: 'updated' }])
  })

  it.each([
    ['a command', 'help'],
    ['another command', 'sources'],
    ['nothing', ''],
    ['no words', '...'],
    ['too many words', 'x'.repeat(3000)],
  ])('into %s is forgotten', async (_kind, text) => {
    const message = teamsMessage('personal', 'first')
    const { conversation } = message
    const [answer] = (await line.deliver(message)).shown
    await edit(message, text)
    expect(await say('sources', conversation)).toBe(words.bot.noSources)
    await say('second', conversation)
    expect(historyOf()).toEqual([])
    line.feedback.entries.length = 0
    const invoke = { type: 'invoke', name: 'message/submitAction', value: like, conversation }
    await line.deliver(teamsActivity('personal', { ...invoke, replyToId: answer?.id }))
    expect(line.feedback.entries).toMatchObject([{ answer: answer?.id, reaction: 'like' }])
  })

  it('into a command leaves the answers to others: sources speaks of them', async () => {
    const first = teamsMessage('personal', 'first')
    const { conversation } = first
    await line.deliver(first)
    const second = teamsMessage('personal', 'second', { conversation })
    await line.deliver(second)
    await edit(second, 'cite')
    expect(await say('sources', conversation)).toContain('para. 29')
    await say('third', conversation)
    expect(historyOf()).toEqual(['first'])
  })

  it('so that it no longer mentions the bot is forgotten', async () => {
    const message = teamsMessage('groupChat', 'How much?')
    const { conversation } = message
    await line.deliver(message)
    expect(await edit({ ...message, entities: [] }, 'How much?')).toEqual([])
    await line.deliver(teamsMessage('groupChat', 'and in 2010?', { conversation }))
    expect(historyOf()).toEqual([])
  })
})
