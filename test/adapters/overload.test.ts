import { setImmediate as breathe } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Overloaded } from '../../adapters/turn-queue.js'
import { message, post } from '../fakes/activities.js'
import { FakeAssistant } from '../fakes/assistant.js'
import { FakeLibrary } from '../fakes/library.js'
import { having } from '../fakes/matchers.js'
import { serveBot } from '../fakes/served-bot.js'
import { slowKnowledge } from '../fakes/slow-expert.js'
import { teamsInvoke, teamsMessage } from '../fakes/teams-activities.js'
import { teamsLines } from '../fakes/teams-lines.js'
import { begin, serveChat } from './direct-line/served-chat.js'

const inWords = 'Many people are asking at this moment. Please ask again in 6 seconds.'
/** With turns of 100 ms so many wait for 5 s, and one more for longer. */
const most = 51

type Slow = Awaited<ReturnType<typeof slowKnowledge>>

/** Has as many questions wait as may, each of a conversation of its own; what it gives answers them. */
async function fill({ assistant, hold }: Slow, count = most) {
  const release = hold()
  const waiting = Array.from({ length: count }, () => assistant.respond('Who waits?', []))
  await breathe()
  return async () => {
    release()
    return (await Promise.all(waiting)).length
  }
}

describe('a question that would wait longer than 5 s', () => {
  it('is refused at once over HTTP, in words, with the seconds to wait', async () => {
    const slow = await slowKnowledge()
    const bot = await serveBot(slow)
    const answerAll = await fill(slow)
    const refused = await post(bot.url, message('my secret question'))
    expect(refused).toMatchObject({ status: 503, error: { code: 'Busy', message: inWords } })
    expect(refused.headers.get('retry-after')).toBe('6')
    expect(await answerAll()).toBe(most)
    expect((await post(bot.url, message('And now?'))).status).toBe(200)
    expect(slow.asked.map(({ text }) => text)).not.toContain('my secret question')
    expect(slow.asked.at(-1)?.history).toEqual([])
    await bot.close()
  })

  it('leaves two lines in the log, however many are refused, and no word of the question', async () => {
    const slow = await slowKnowledge()
    const bot = await serveBot(slow)
    const answerAll = await fill(slow)
    for (let time = 0; time < 5; time += 1) await post(bot.url, message('my secret question'))
    await answerAll()
    await bot.close()
    expect(slow.logged()).toEqual([
      having({ level: 'warn', waiting: most, seconds: 6 }),
      having({ level: 'info', refused: 5 }),
    ])
    expect(JSON.stringify([slow.logged(), bot.logged()])).not.toContain('my secret question')
  })

  it('holds up neither the health check nor what is not looked up', async () => {
    const slow = await slowKnowledge()
    const bot = await serveBot(slow)
    const answerAll = await fill(slow)
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200)
    const joined = { ...message(undefined), type: 'conversationUpdate' }
    expect((await post(bot.url, joined)).status).toBe(200)
    await answerAll()
    await bot.close()
  })

  it('does not keep new connections waiting for a turn each', async () => {
    const slow = await slowKnowledge()
    const bot = await serveBot(slow)
    const before = slow.asked.length
    const answerAll = await fill(slow)
    const connect = { headers: { connection: 'close' } }
    const checks = Array.from({ length: 40 }, () => fetch(`${bot.url}/healthz`, connect))
    const answers = answerAll()
    await Promise.all(checks)
    expect(slow.asked.length - before).toBeLessThan(10)
    await answers
    await bot.close()
  })

  it('is refused in the web chat, and nothing of it is kept', async () => {
    const slow = await slowKnowledge()
    const chat = await serveChat(slow)
    const { say, read } = await begin(chat.url)
    const own = (id: string) => ({ channelData: { clientActivityID: id } })
    const answerAll = await fill(slow, most - 1)
    const first = await say('first', own('1'))
    expect(first.status).toBe(200)
    const refused = await say('second', own('2'))
    expect(refused).toMatchObject({ status: 503, json: { error: { code: 'Busy' } } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(5)
    expect(await say('first', own('1'))).toMatchObject({ status: 200, json: first.json })
    expect((await say('', { type: 'typing' })).status).toBe(200)
    await answerAll()
    const said = async () => (await read()).activities.map(({ text }) => text)
    // The welcome, the first question and its answer.
    await expect.poll(said).toHaveLength(3)
    expect(await said()).not.toContain('second')
    const again = await say('second', own('2'))
    expect(again.status).toBe(200)
    await expect.poll(said).toHaveLength(5)
    expect(slow.asked.filter(({ text }) => text === 'second')).toHaveLength(1)
    await chat.stop()
  })

  it('waits for those of its own conversation too', async () => {
    const slow = await slowKnowledge()
    const chat = await serveChat(slow)
    const { say } = await begin(chat.url)
    // Each of its own comes behind those of others that wait at that moment.
    const answerAll = await fill(slow, 20)
    const answers = [await say('one'), await say('two'), await say('three')]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503])
    await answerAll()
    await chat.stop()
  })

  it('is refused where it is a search of Teams', async () => {
    const slow = await slowKnowledge()
    const bot = await serveBot(slow)
    const answerAll = await fill(slow)
    const query = { commandId: 'findFact', parameters: [{ name: 'query', value: 'cocaine' }] }
    const invoke = { ...teamsInvoke('composeExtension/query', query), serviceUrl: bot.url }
    expect(await post(bot.url, invoke)).toMatchObject({ status: 503, error: { code: 'Busy' } })
    await expect(
      slow.library.find({ shelf: 'fact', text: 'cocaine', skip: 0, count: 1 }),
    ).rejects.toThrow('Ask again in 6 seconds')
    await answerAll()
    await bot.close()
  })
})

describe.each(teamsLines)('in Teams, %s,', (_, open) => {
  it('who asks when too many do is told when to ask again', async () => {
    let left = 1
    const assistant = new FakeAssistant((text) => {
      if (left-- > 0) throw new Overloaded(6)
      return { kind: 'smalltalk', text, language: 'en', suggestions: [], ranking: [] }
    })
    const line = await open({ assistant })
    const { status, shown } = await line.deliver(teamsMessage('personal', 'How much?'))
    expect(status).toBe(200)
    expect(shown).toMatchObject([{ how: 'sent', activity: { type: 'message', text: inWords } }])
    await line.deliver(teamsMessage('personal', 'How much?'))
    expect(assistant.asked.at(-1)?.history).toEqual([])
    await line.close()
  })

  it('an edit that comes when too many ask is told so', async () => {
    const assistant = new FakeAssistant(() => Promise.reject(new Overloaded(6)))
    const line = await open({ assistant })
    const edit = teamsMessage('personal', 'How much?', { type: 'messageUpdate' })
    expect((await line.deliver(edit)).shown).toMatchObject([{ activity: { text: inWords } }])
    await line.close()
  })

  it('a search that comes when too many ask is answered with 503', async () => {
    const library = new FakeLibrary()
    library.find = () => Promise.reject(new Overloaded(6))
    const line = await open({ library })
    const query = teamsInvoke('composeExtension/query', { commandId: 'findFact' })
    expect(await line.deliver(query)).toMatchObject({ status: 503, shown: [] })
    await line.close()
  })
})
