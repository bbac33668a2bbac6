import { describe, expect, it, onTestFinished } from 'vitest'
import type { Assistant } from '../../../bot/assistant.js'
import { teamsChannel } from '../../../adapters/teams/teams-channel.js'
import { createLog } from '../../../adapters/log.js'
import { ask, message, post, type Sent } from '../../fakes/activities.js'
import { type Behaviour, openChatServer, type Script } from '../../fakes/chat-server.js'
import { FakeLibrary } from '../../fakes/library.js'
import { serveBot } from '../../fakes/served-bot.js'
import { teamsMessage } from '../../fakes/teams-activities.js'
import { freshDataDir, npmStart } from '../../helpers/npm-start.js'
import { asked, at, blockOf, openWritten, right, saying } from '../../bot/writing/written.js'
import { begin, serveChat } from '../direct-line/served-chat.js'

const heroin = 'How much heroin was seized in 2011?'
const rightHeroin = 'In 2011, the participating countries’ seizures included 666.9 kg of heroin.'
const label = 'AIGeneratedContent'
/** Longer than a test may take: who waits for such a model to end waits in vain. */
const patient = { MODEL_FIRST_MS: '60000', MODEL_WHOLE_MS: '60000' }

/** The bot with Teams behind its real server, over an assistant whose model goes by a script. */
async function serve(script: Script, env?: Readonly<Record<string, string>>) {
  const written = await openWritten(script, env)
  const { assistant, state } = written
  const library = new FakeLibrary()
  const channels = { msteams: teamsChannel({ library, log: createLog('silent') }) }
  const bot = await serveBot({ assistant, channels, model: state })
  onTestFinished(() => bot.close())
  return { ...written, url: bot.url }
}

/** Says one text to some questions and another to the others, by what the question holds. */
const byQuestion =
  (word: string, one: Script, other: Script): Script =>
  (messages, before) =>
    (blockOf('question', messages).includes(word) ? one : other)(messages, before)

const silent = (): Behaviour => ({ kind: 'silent' })

const inTeams = async (url: string, text: string): Promise<readonly Sent[]> => {
  const sent = await post(url, teamsMessage('personal', text, { deliveryMode: 'expectReplies' }))
  return (sent.activities ?? []).filter(({ type }) => type === 'message')
}

describe('a written answer over HTTP', () => {
  it('comes with its citations, in a plain channel without the label', async () => {
    const { url, server } = await serve(saying(`${right}${at}`))
    const { text, activities } = await post(url, message(asked))
    const texts = (activities ?? []).map((one) => one.text ?? '').join('\n')
    expect(texts).toContain(`${right} [1]`)
    expect(texts).toContain('29')
    expect([text.includes(label), server.asked.length]).toEqual([false, 1])
  })

  it('has the label in Teams, once, which composed answers, refusals and small talk lack', async () => {
    const { url } = await serve(
      byQuestion('heroin', () => ({ kind: 'status', status: 400 }), saying(`${right}${at}`)),
    )
    const [written, ...more] = await inTeams(url, asked)
    expect(more).toEqual([])
    expect(written?.entities).toEqual([
      expect.objectContaining({
        '@type': 'Message',
        additionalType: [label],
        citation: [expect.objectContaining({ position: 1 })],
      }),
    ])
    expect(JSON.stringify(written).split(label)).toHaveLength(2)
    for (const question of [heroin, 'Hello', 'List all the tools', 'Show paragraph 29', 'help']) {
      expect(JSON.stringify(await inTeams(url, question))).not.toContain(label)
    }
  })

  it('has the label as a list too', async () => {
    const entry = `- They also included 666.9 kg of heroin.${at}`
    const { url } = await serve(saying(`- ${right}${at}\n${entry}`))
    expect(JSON.stringify(await inTeams(url, asked))).toContain(label)
  })

  it('shows none of a faulty sentence', async () => {
    const { url } = await serve(saying(`${right.replace('9,219', '9,129')}${at}`))
    const { text } = await post(url, message(asked))
    expect(text).not.toContain('9,129')
    expect(text).toContain('9,219')
  })

  it('stands behind “sources” and “cite”', async () => {
    const planned =
      'An expansion of container control assistance to 15 additional countries is planned.'
    const { url } = await serve(saying(`${right}${at} ${planned} {15 additional countries}`))
    await ask(url, asked)
    const [sources] = await ask(url, 'sources')
    expect(sources).toMatch(/\[1\].*29[\s\S]*9,219 kg[\s\S]*\[2\].*30/)
    const [cite] = await ask(url, 'cite')
    expect(cite).toMatch(/paras?\S* .*29.*30/)
  })

  it('is what a follow-up leans on', async () => {
    // The composed answer rests on paragraph 29 alone.
    const mission = 'UNODC led a technical mission to Honduras from 1 to 5 May 2012.'
    const { url, composing, server } = await serve(
      byQuestion('cocaine', saying(`${mission} {technical mission to Honduras}`), silent),
      { MODEL_FIRST_MS: '100', MODEL_WHOLE_MS: '500' },
    )
    const first = await composing.respond(asked, [])
    expect(first.turn.places.map(({ paragraph }) => paragraph)).toEqual([29])
    await ask(url, asked)
    expect(await ask(url, 'What else does that paragraph say?')).toEqual([
      expect.stringContaining('Honduras'),
    ])
    expect(server.asked.length).toBeGreaterThan(0)
  })

  it('tells by /readyz how the model does, and is ready however it does', async () => {
    let script: Script = () => ({ kind: 'status', status: 500 })
    const { url, probe, server } = await serve((messages, before) => script(messages, before), {
      MODEL_RETRIES: '0',
    })
    const ready = async () => {
      const response = await fetch(`${url}/readyz`)
      return [response.status, await response.json()]
    }
    expect(await ready()).toEqual([200, { status: 'ready', model: 'untried' }])
    await ask(url, asked)
    expect(await ready()).toEqual([200, { status: 'ready', model: 'fails' }])
    script = saying(`${right}${at}`)
    await ask(url, heroin)
    expect(await ready()).toEqual([200, { status: 'ready', model: 'answers' }])
    server.close()
    await probe()
    expect(await ready()).toEqual([200, { status: 'ready', model: 'fails' }])
  })
})

describe('several who ask at once', () => {
  it('get their answers while the model hangs for another', async () => {
    const { url, server } = await serve(
      byQuestion('opium', silent, saying(`${right}${at}`)),
      patient,
    )
    let isOver = false
    const hanging = ask(url, 'How much opium was seized in 2011?', { conversation: { id: 'slow' } })
    void hanging.then(() => (isOver = true))
    await expect.poll(() => server.asked.length).toBe(1)
    const others = ['a', 'b', 'c', 'd'].map((id) => ask(url, asked, { conversation: { id } }))
    for (const [text] of await Promise.all(others)) expect(text).toContain(`${right} [1]`)
    expect(isOver).toBe(false)
    server.close()
    expect((await hanging).join()).toContain('30.9 kg')
  })
})

describe('somebody who asks something else meanwhile', () => {
  const script = byQuestion('cocaine', silent, saying(`${rightHeroin} {666.9 kg}`))

  it('ends the writing of the first and gets both answers in their order', async () => {
    const { url, server, composing } = await serve(script, patient)
    const order: string[] = []
    const say = async (text: string, id: string) => {
      const texts = await ask(url, text, { id })
      order.push(id)
      return texts.join('\n')
    }
    const first = say(asked, 'first')
    await expect.poll(() => server.asked.length).toBe(1)
    const second = say(heroin, 'second')
    expect(await first).toContain(await textComposed(composing, asked))
    expect(await second).toContain(`${rightHeroin} [1]`)
    expect(order).toEqual(['first', 'second'])
    await expect.poll(() => server.asked[0]?.hungUp).toBe(true)
  })

  it('does so by a command, which is about the first answer', async () => {
    const { url, server } = await serve(script, patient)
    const first = ask(url, asked)
    await expect.poll(() => server.asked.length).toBe(1)
    const sources = ask(url, 'sources')
    expect((await first).join()).toContain('9,219 kg')
    expect((await sources).join()).toContain('9,219 kg')
    await expect.poll(() => server.asked[0]?.hungUp).toBe(true)
  })

  it('leaves the writing for others alone', async () => {
    const { url, server } = await serve(script, patient)
    const mine = ask(url, asked, { conversation: { id: 'mine' } })
    await expect.poll(() => server.asked.length).toBe(1)
    await ask(url, heroin, { conversation: { id: 'yours' } })
    expect(server.asked[0]?.hungUp).toBe(false)
    await ask(url, 'help', { conversation: { id: 'mine' } })
    await mine
    await expect.poll(() => server.asked[0]?.hungUp).toBe(true)
  })
})

async function textComposed(composing: Assistant, question: string): Promise<string> {
  const { answer } = await composing.respond(question, [])
  return answer.kind === 'answered' ? answer.sentences[0].text : answer.text
}

describe('a written answer in the web chat', () => {
  it('is in the JSON with its citations, without the label, and composed where the model fails', async () => {
    const { assistant } = await openWritten(
      byQuestion('heroin', () => ({ kind: 'status', status: 400 }), saying(`${right}${at}`)),
    )
    const chat = await serveChat({ assistant })
    onTestFinished(() => chat.stop())
    const { say, read } = await begin(chat.url)
    const answers = async () => {
      const { activities } = await read()
      return activities.filter(({ from, type }) => from.role === 'bot' && type === 'message')
    }
    const before = (await answers()).length
    await say(asked)
    await expect.poll(async () => (await answers()).length).toBe(before + 1)
    await say(heroin)
    await expect.poll(async () => (await answers()).length).toBe(before + 2)
    const [written, composed] = (await answers()).slice(before)
    expect(written?.text).toContain(`${right} [1]`)
    expect(composed?.text).toContain('666.9 kg')
    expect(JSON.stringify(await answers())).not.toContain(label)
  })
})

describe('npm start with a language model', { timeout: 60_000 }, () => {
  it('tries it once, and goes on answering others while it hangs', async () => {
    const tried: Script = () => ({ kind: 'text', text: 'So. [1]' })
    const writing = byQuestion('opium', silent, saying(`${right}${at}`))
    const server = await openChatServer((messages, before) =>
      (blockOf('question', messages) === '-' ? tried : writing)(messages, before),
    )
    onTestFinished(server.close)
    const model = { MODEL_URL: `${server.origin}/v1`, MODEL_NAME: 'small', ...patient }
    const { url, kill } = await npmStart({ DATA_DIR: freshDataDir(), ...model })
    onTestFinished(kill)
    const ready = async () => (await fetch(`${url}/readyz`)).json()
    await expect.poll(ready).toEqual({ status: 'ready', model: 'answers' })
    expect(server.asked).toHaveLength(1)
    const hanging = inTeams(url, 'How much opium was seized in 2011?')
    await expect.poll(() => server.asked.length).toBe(2)
    const others = await Promise.all([1, 2, 3].map(() => inTeams(url, asked)))
    for (const [one] of others) {
      expect(one?.text).toContain('9,219 kg of cocaine')
      expect(JSON.stringify(one)).toContain(label)
    }
    expect(server.asked[1]?.hungUp).toBe(false)
    server.close()
    expect(JSON.stringify(await hanging)).toMatch(/30\.9 kg(?!.*AIGenerated)/)
  })
})
