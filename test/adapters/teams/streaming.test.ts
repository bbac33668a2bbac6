import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../../bot/answer/answer.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { tools } from '../../browser/canned.js'
import type { Sent } from '../../fakes/activities.js'
import { cocaine, FakeAssistant } from '../../fakes/assistant.js'
import type { Refusal } from '../../fakes/connector.js'
import { manual } from '../../fakes/library.js'
import { containing } from '../../fakes/matchers.js'
import { teamsMessage, type Scope } from '../../fakes/teams-activities.js'
import { teamsLines, type LineSetup, type TeamsLine } from '../../fakes/teams-lines.js'

/** How long the tests' bot is patient, and longer than that. */
const patienceMs = 60
const slowMs = 150

const refused = (message: string): Refusal => ({
  status: 403,
  body: { error: { code: 'ContentStreamNotAllowed', message } },
})

const isFinal = ({ entities = [] }: Sent) => entities.some((one) => one.streamType === 'final')
const isUpdate = ({ type }: Sent) => type === 'typing'

describe.each(teamsLines)('a slow answer in Teams, %s,', (_, open) => {
  let line: TeamsLine
  afterEach(() => line.close())

  const slowly = async (scope: Scope, refuse?: LineSetup['refuse'], answer: Answer = cocaine()) => {
    const assistant = new FakeAssistant(async () => {
      await wait(slowMs)
      return answer
    })
    line = await open({ assistant, patienceMs, ...(refuse && { refuse }) })
    return (await line.deliver(teamsMessage(scope, 'How much?'))).shown
  }

  it('is announced in private, and ends the stream with label, citations and thumbs', async () => {
    const [first, last, ...more] = await slowly('personal')
    expect(first?.activity).toMatchObject({
      type: 'typing',
      text: teamsWords.stream.looking,
      entities: [{ type: 'streaminfo', streamType: 'informative', streamSequence: 1 }],
      channelData: { streamType: 'informative', streamSequence: 1 },
    })
    const streamId = first?.id
    expect(last?.activity).toMatchObject({
      type: 'message',
      text: containing('9,219 kg'),
      entities: [{ '@type': 'Message' }, { type: 'streaminfo', streamType: 'final', streamId }],
      channelData: { feedbackLoop: { type: 'custom' }, streamType: 'final', streamId },
    })
    expect(JSON.stringify(last?.activity.entities)).not.toContain('streamSequence')
    expect(more).toEqual([])
  })

  it('ends the stream no sooner than Teams takes another request', async () => {
    const restMs = 400
    const times: number[] = []
    const assistant = new FakeAssistant(() => wait(slowMs).then(cocaine))
    const refuse = () => {
      times.push(performance.now())
      return undefined
    }
    line = await open({ assistant, patienceMs, restMs, refuse })
    await line.deliver(teamsMessage('personal', 'How much?'))
    const [update = 0, end = 0] = times
    // Timers of the system may be a little early.
    expect(end - update).toBeGreaterThan(restMs - 20)
  })

  it('that is a long list ends the stream as well, with a text beside its card', async () => {
    const entries = Array.from({ length: 9 }, (_, at) => `tool-${at}`)
    const exhibits = { entries, sheets: [], figures: [] }
    const assistant = new FakeAssistant(async () => {
      await wait(slowMs)
      return { ...tools(9), exhibits } as Answer
    })
    line = await open({ assistant, patienceMs })
    const { shown } = await line.deliver(teamsMessage('personal', 'Which?'))
    expect(shown).toHaveLength(2)
    expect(shown[1]?.activity).toMatchObject({
      text: '9 entries, each with its paragraph:',
      attachments: [{}],
      entities: [{ streamType: 'final' }],
    })
  })

  it.each(['groupChat', 'channel'] as const)('is no stream in a %s', async (scope) => {
    const shown = await slowly(scope)
    expect(shown.map(({ activity }) => activity.type)).toEqual(['typing', 'message'])
    expect(JSON.stringify(shown)).not.toContain('stream')
  })

  it('that comes in time is announced by nothing', async () => {
    line = await open({ patienceMs: 500 })
    const { shown } = await line.deliver(teamsMessage('personal', 'How much?'))
    await wait(600)
    expect(shown.map(({ activity }) => activity.type)).toEqual(['message'])
    expect(JSON.stringify(line.shown)).not.toContain('stream')
  })

  it('comes as a plain message where Teams takes no stream', async () => {
    const shown = await slowly('personal', (activity) =>
      isUpdate(activity) ? refused('streaming api is not enabled') : undefined,
    )
    expect(shown).toHaveLength(1)
    expect(shown[0]?.activity.text).toContain('9,219 kg')
    expect(JSON.stringify(shown)).not.toContain('stream')
  })

  it('comes as a plain message where Teams takes its end no more', async () => {
    const shown = await slowly('personal', (activity) =>
      isFinal(activity) ? refused('not allowed') : undefined,
    )
    expect(shown.map(({ activity }) => activity.type)).toEqual(['typing', 'message'])
    expect(JSON.stringify(shown[1])).not.toContain('stream')
    expect(shown[1]?.activity.entities).toMatchObject([{ '@type': 'Message' }])
  })

  it('takes the place of a stream that Teams ended for its length', async () => {
    const reason = 'Content stream finished due to exceeded streaming time.'
    const shown = await slowly('personal', (activity) =>
      isFinal(activity) ? refused(reason) : undefined,
    )
    const [update, answer] = shown
    expect(answer).toMatchObject({ how: 'updated', id: update?.id })
    expect(answer?.activity.text).toContain('9,219 kg')
    expect(JSON.stringify(answer)).not.toContain('stream')
  })

  it('comes as a plain message where even that place is taken no more', async () => {
    const reason = 'Content stream finished due to exceeded streaming time.'
    const shown = await slowly('personal', (activity, how) =>
      isFinal(activity) || how === 'updated' ? refused(reason) : undefined,
    )
    expect(shown.map(({ how }) => how)).toEqual(['sent', 'sent'])
    expect(shown[1]?.activity.text).toContain('9,219 kg')
  })

  it('is not said where the user stopped the stream', async () => {
    const exhibits = { entries: [], sheets: [manual], figures: [] }
    const withCard = { ...cocaine(), exhibits } as Answer
    const stopped = refused('Content stream was canceled by user')
    const refuse = (activity: Sent) => (isFinal(activity) ? stopped : undefined)
    const shown = await slowly('personal', refuse, withCard)
    expect(shown.map(({ activity }) => activity.type)).toEqual(['typing'])
  })

  it('that fails ends the stream with an apology', async () => {
    const assistant = new FakeAssistant(async () => {
      await wait(slowMs)
      throw new Error('index is torn')
    })
    line = await open({ assistant, patienceMs })
    const { shown } = await line.deliver(teamsMessage('personal', 'How much?'))
    expect(shown).toHaveLength(2)
    expect(shown[1]?.activity.text).toContain('fault on my side')
    expect(shown[1]?.activity.entities).toMatchObject([{ streamType: 'final' }])
  })
})
