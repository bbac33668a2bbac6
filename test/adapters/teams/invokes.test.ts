import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feedbackForm } from '../../../adapters/teams/cards/feedback-form.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { containing, having } from '../../fakes/matchers.js'
import { teamsInvoke, teamsMessage, type TeamsActivity } from '../../fakes/teams-activities.js'
import { teamsLines, type TeamsLine } from '../../fakes/teams-lines.js'

const about = { question: 'How much?', places: [{ document: 'CTOC/COP/2012/10', paragraph: 29 }] }

/** The value of a feedback invoke as Teams sends it: the form's fields as a text of JSON. */
const submitted = (reaction: string, feedback: unknown) => ({
  actionName: 'feedback',
  actionValue: { reaction, feedback },
})

describe.each(teamsLines)('an invoke of Teams, %s,', (_, open) => {
  let line: TeamsLine
  beforeAll(async () => (line = await open()))
  beforeEach(() => (line.feedback.entries.length = 0))
  afterAll(() => line.close())

  /** Asks something and gives the conversation and the answer's id in it. */
  async function asked() {
    const { conversation } = await said(teamsMessage('personal', 'How much?'))
    return { conversation, replyToId: line.shown.at(-1)?.id }
  }

  async function said(activity: TeamsActivity): Promise<TeamsActivity> {
    await line.deliver(activity)
    return activity
  }

  const answerTo = async (name: string, value: unknown, more = {}) => {
    const { status, body, shown } = await line.deliver(teamsInvoke(name, value, more))
    expect(shown).toEqual([])
    return { status, ...(body === undefined ? {} : { body }) }
  }

  it('with feedback is kept with its question, and answered with an empty body', async () => {
    const where = await asked()
    const value = submitted('dislike', '{"feedbackText":" Another year. "}')
    expect(await answerTo('message/submitAction', value, where)).toEqual({ status: 200 })
    const answer = where.replyToId
    const comment = 'Another year.'
    expect(line.feedback.entries).toMatchObject([
      { answer, reaction: 'dislike', comment, ...about },
    ])
  })

  it.each([
    ['an object', { feedbackText: 'Good.' }, { comment: 'Good.' }],
    ['plain words', 'Good.', { comment: 'Good.' }],
    ['an empty form', '{"feedbackText":""}', {}],
    ['nothing', undefined, {}],
  ])('with feedback as %s is understood', async (_kind, feedback, comment) => {
    const where = await asked()
    await answerTo('message/submitAction', submitted('like', feedback), where)
    expect(line.feedback.entries).toMatchObject([
      { answer: where.replyToId, reaction: 'like', ...comment, ...about },
    ])
  })

  it('with feedback that names no answer is taken for the last one', async () => {
    const { conversation, replyToId } = await asked()
    await answerTo('message/submitAction', submitted('like', '{}'), { conversation })
    expect(line.feedback.entries).toMatchObject([{ answer: replyToId, reaction: 'like', ...about }])
  })

  it('with feedback in a conversation without an answer is not kept', async () => {
    await answerTo('message/submitAction', submitted('like', '{}'))
    expect(line.feedback.entries).toEqual([])
  })

  it('with feedback on an answer from before a restart is kept, since Teams names it', async () => {
    const replyToId = '1700000000001'
    await answerTo('message/submitAction', submitted('like', '{}'), { replyToId })
    expect(line.feedback.entries).toMatchObject([{ answer: replyToId, reaction: 'like' }])
  })

  it.each(['forged', '1700000000002', crypto.randomUUID()])(
    'with feedback on an answer that its form alone names (%s) is not kept',
    async (answer) => {
      const { conversation } = await asked()
      const value = submitted('dislike', JSON.stringify({ feedbackText: 'No.', answer }))
      await answerTo('message/submitAction', value, { conversation })
      expect(line.feedback.entries).toEqual([])
    },
  )

  it('with a form that names the answer of this conversation is kept; one of another is not', async () => {
    const { conversation, replyToId: answer } = await asked()
    const value = submitted('dislike', JSON.stringify({ feedbackText: 'No.', answer }))
    await answerTo('message/submitAction', value)
    expect(line.feedback.entries).toEqual([])
    await answerTo('message/submitAction', value, { conversation })
    expect(line.feedback.entries).toMatchObject([
      { answer, reaction: 'dislike', comment: 'No.', ...about },
    ])
  })

  it('with a form that names another answer than Teams does is about the one of Teams', async () => {
    const first = await asked()
    const { conversation } = first
    await said(teamsMessage('personal', 'How much?', { conversation }))
    const value = submitted('like', JSON.stringify({ answer: line.shown.at(-1)?.id }))
    await answerTo('message/submitAction', value, first)
    expect(line.feedback.entries).toMatchObject([{ answer: first.replyToId }])
  })

  it('with feedback on an answer that someone else got is not kept', async () => {
    const { replyToId } = await asked()
    await answerTo('message/submitAction', submitted('like', '{}'), { replyToId })
    expect(line.feedback.entries).toEqual([])
  })

  it.each([[{ actionName: 'other' }], [{}], [undefined], [submitted('love', '{}')]])(
    'with something else than feedback (%j) is refused',
    async (value) => {
      expect(await answerTo('message/submitAction', value)).toEqual({ status: 400 })
      expect(line.feedback.entries).toEqual([])
    },
  )

  it.each([
    ['', submitted('dislike', undefined)],
    [' in data', { data: submitted('dislike', undefined) }],
  ])('that wants a form%s gets one for its thumb and its answer', async (_kind, value) => {
    const where = await asked()
    expect(await answerTo('message/fetchTask', value, where)).toEqual({
      status: 200,
      body: feedbackForm({ reaction: 'dislike', answer: String(where.replyToId) }),
    })
  })

  it('with feedback that is delivered twice is kept once', async () => {
    const where = await asked()
    const twice = { ...where, id: 'f:1' }
    for (const more of [twice, twice]) {
      expect(await answerTo('message/submitAction', submitted('like', '{}'), more)).toEqual({
        status: 200,
      })
    }
    expect(line.feedback.entries).toHaveLength(1)
  })

  it('turns a page of a list: the entries are made anew from their ids', async () => {
    const ids = Array.from({ length: 14 }, (_, index) => `tool-${index + 1}`)
    const value = { action: { type: 'Action.Execute', verb: 'page', data: { ids, page: 2 } } }
    const { status, body } = await answerTo('adaptiveCard/action', value)
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' },
    })
    expect(JSON.stringify(body)).toContain('Entry tool-13.')
    expect(JSON.stringify(body)).not.toContain('Entry tool-12.')
    expect(JSON.stringify(body)).toContain('13 to 14 of 14')
  })

  it.each([
    ['an unknown entry', { verb: 'page', data: { ids: ['forged'], page: 0 } }, 404],
    ['a page beyond the last', { verb: 'page', data: { ids: ['tool-1'], page: 5 } }, 404],
    ['an unknown verb', { verb: 'delete', data: {} }, 400],
    ['nothing', undefined, 400],
  ] as const)('that turns to %s says so in a sentence', async (_kind, action, code) => {
    const { status, body } = await answerTo('adaptiveCard/action', { action })
    const value = having({ message: teamsWords.list[code === 404 ? 'gone' : 'unknown'] })
    const type = 'application/vnd.microsoft.error'
    expect({ status, body }).toEqual({ status: 200, body: { statusCode: code, type, value } })
  })

  it('that chose an item gets its full card', async () => {
    const { status, body } = await answerTo('composeExtension/selectItem', { id: 'manual' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [{}] },
    })
    expect(JSON.stringify(body)).toContain('model law')
  })

  it('that chose what is no longer there hears so', async () => {
    const { body } = await answerTo('composeExtension/selectItem', { id: 'gone' })
    expect(body).toEqual({ composeExtension: { type: 'message', text: containing('no longer') } })
  })

  it.each(['task/fetch', 'application/search', 'toString', ''])(
    'of the unknown name “%s” is not implemented',
    async (name) => {
      expect(await answerTo(name, {})).toEqual({ status: 501 })
    },
  )
})
