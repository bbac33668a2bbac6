import { describe, expect, it } from 'vitest'
import { createLog } from '../../adapters/log.js'
import { teamsChannel } from '../../adapters/teams/teams-channel.js'
import { message, post } from '../fakes/activities.js'
import { FakeAssistant } from '../fakes/assistant.js'
import { openConnector } from '../fakes/connector.js'
import { FakeLibrary } from '../fakes/library.js'
import { containing, having } from '../fakes/matchers.js'
import { serveBot } from '../fakes/served-bot.js'
import { teamsInvoke } from '../fakes/teams-activities.js'

const cause = new Error('index is torn', { cause: new Error('disk is full') })
const failing = () => new FakeAssistant(() => Promise.reject(cause))

describe('a turn that fails', () => {
  it('ends in one polite sentence with an id, and the log has the cause under that id', async () => {
    const bot = await serveBot({ assistant: failing() })
    const { status, activities = [], text } = await post(bot.url, message('my secret question'))
    await bot.close()
    expect(status).toBe(200)
    expect(activities.map(({ type }) => type)).toEqual(['typing', 'message'])
    const id = /reference ([\da-f]{8})/.exec(activities[1]?.text ?? '')?.[1]
    expect(bot.logged()).toContainEqual(
      having({
        id,
        level: 'error',
        err: having({
          message: 'index is torn',
          stack: containing('guard-turns.test'),
          cause: having({ message: 'disk is full' }),
        }),
      }),
    )
    expect(text).not.toMatch(/torn|disk|\.ts|stack/)
    expect(JSON.stringify(bot.logged())).not.toContain('my secret question')
  })

  it('leaves the conversation as it was', async () => {
    let broken = true
    const assistant = new FakeAssistant(() => {
      if (broken) throw cause
      return { kind: 'smalltalk', text: 'Yes.', language: 'en', suggestions: [], ranking: [] }
    })
    const bot = await serveBot({ assistant })
    await post(bot.url, message('first'))
    broken = false
    await post(bot.url, message('second'))
    await bot.close()
    expect(assistant.asked.at(-1)?.history).toEqual([])
  })

  it('sends no apology where the reply itself could not be sent', async () => {
    const bot = await serveBot()
    const channel = await openConnector(() => ({ status: 400, body: {} }))
    const activity = message('x', { serviceUrl: channel.url, deliveryMode: undefined })
    const { status } = await post(bot.url, activity)
    channel.close()
    await bot.close()
    expect(status).toBe(200)
    expect(channel.received.map(({ activity }) => activity.type)).toEqual(['typing'])
    expect(bot.logged().filter(({ msg }) => msg === 'turn failed')).toHaveLength(1)
  })
})

describe('an invoke that fails', () => {
  it('is answered with 500 in our words, and the log has the cause', async () => {
    const log = createLog('silent')
    const library = new FakeLibrary()
    library.item = () => Promise.reject(cause)
    const bot = await serveBot({ channels: { msteams: teamsChannel({ library, log }) } })
    const invoke = teamsInvoke('composeExtension/selectItem', { id: 'x' })
    const { status, error } = await post(bot.url, { ...invoke, serviceUrl: 'http://127.0.0.1:9' })
    await bot.close()
    expect({ status, code: error?.code }).toEqual({ status: 500, code: 'Internal' })
    expect(error?.message).not.toContain('torn')
    expect(bot.logged()).toContainEqual(having({ msg: 'turn failed', type: 'invoke' }))
  })
})

describe('the log', () => {
  it('keeps the request out that a failed call carries', () => {
    const lines: string[] = []
    const log = createLog('info', { write: (line) => void lines.push(line) })
    const request = { headers: { authorization: 'Bearer secret' }, body: 'question' }
    log.error({ err: Object.assign(new Error('refused'), { request, code: 'ECONNREFUSED' }) }, 'x')
    expect(lines.join()).toContain('ECONNREFUSED')
    expect(lines.join()).not.toMatch(/secret|question/)
  })
})
