import { setTimeout as wait } from 'node:timers/promises'
import { ConnectionStatus } from 'botframework-directlinejs'
import { describe, expect, it } from 'vitest'
import { signingKey } from '../../../adapters/direct-line/secret.js'
import { Tokens } from '../../../adapters/direct-line/tokens.js'
import { cocaine, FakeAssistant } from '../../fakes/assistant.js'
import { containing, having } from '../../fakes/matchers.js'
import { notedDisk } from '../../fakes/noted-disk.js'
import { connect, texts, until } from './client.js'
import { freshDataDir, pageToken, serveChat, type ChatSetup } from './served-chat.js'

/** A server and one of its users, both gone after the test. */
async function withUser(
  { webSocket, ...setup }: ChatSetup & { webSocket: boolean },
  test: (
    one: ReturnType<typeof connect>,
    chat: Awaited<ReturnType<typeof serveChat>>,
  ) => Promise<void>,
) {
  const chat = await serveChat(setup)
  const { token } = await pageToken(chat.url)
  const one = connect(chat.url, { token, webSocket })
  await until(() => texts(one.received).length === 1)
  await test(one, chat)
  one.end()
  await chat.stop()
}

const answer = containing('bot: In 2011, 9,219 kg of cocaine were seized.')
const welcome = containing('bot: Good day.')

describe.concurrent.each([true, false])('Microsoft’s client, WebSocket %s', (webSocket) => {
  it('is welcomed once, asks, follows up, and sees each activity once and in order', async () => {
    const assistant = new FakeAssistant()
    await withUser({ webSocket, assistant }, async ({ received, say }) => {
      await say('How much?')
      await until(() => texts(received).length === 3)
      await say('And in 2010?')
      await until(() => texts(received).length === 5)
      const said = ['user: How much?', answer, 'user: And in 2010?', answer]
      expect(texts(received)).toEqual([welcome, ...said])
      const order = received.map(({ channelData }) => channelData['webchat:sequence-id'])
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b))
      expect(assistant.asked[1]?.history).toEqual([having({ question: 'How much?' })])
    })
  })

  it('gets its own message back with its own id for it, and the answer that refers to it', async () => {
    await withUser({ webSocket }, async ({ received, say }) => {
      const id = await say('How much?', 'c1')
      await until(() => texts(received).length === 3)
      const [echo, reply] = received.filter(({ type }) => type === 'message').slice(1)
      const user = having({ role: 'user', id: containing('dl_') })
      const channelData = having({ clientActivityID: 'c1' })
      expect(echo).toMatchObject({ id, channelId: 'webchat', from: user, channelData })
      expect(new Date(echo?.timestamp ?? '').toISOString()).toBe(echo?.timestamp)
      expect(reply).toMatchObject({ replyToId: id, from: having({ role: 'bot' }) })
      expect(reply?.suggestedActions?.actions[0]?.value).toBe('And in 2010?')
    })
  })

  it('sees that the bot is typing over the stream only', async () => {
    await withUser({ webSocket }, async ({ received, say }) => {
      await say('How much?')
      await until(() => texts(received).length === 3)
      expect(received.some(({ type }) => type === 'typing')).toBe(webSocket)
    })
  })

  it('does not double a message that it sends twice', async () => {
    const assistant = new FakeAssistant()
    await withUser({ webSocket, assistant }, async ({ received, say }) => {
      const ids = [await say('How much?', 'c1'), await say('How much?', 'c1')]
      await until(() => texts(received).length === 3)
      await wait(250)
      expect(ids[0]).toBe(ids[1])
      expect(texts(received)).toHaveLength(3)
      expect(assistant.asked).toHaveLength(1)
    })
  })

  it('hears from nobody else', async () => {
    await withUser({ webSocket }, async (one, chat) => {
      const { token } = await pageToken(chat.url)
      const other = connect(chat.url, { token, webSocket })
      await Promise.all([one.say('mine'), other.say('theirs')])
      await until(() => texts(one.received).length === 3 && texts(other.received).length === 3)
      expect(texts(one.received)[1]).toBe('user: mine')
      expect(texts(other.received)[1]).toBe('user: theirs')
      other.end()
    })
  })

  it('goes on after a restart of the server, with the bot’s memory, and sees nothing twice', async () => {
    const dataDir = freshDataDir()
    const first = await serveChat({ dataDir })
    const { token } = await pageToken(first.url)
    const one = connect(first.url, { token, webSocket })
    await until(() => texts(one.received).length === 1)
    await one.say('How much?')
    await until(() => texts(one.received).length === 3)
    // A client that polls gives up at a refused connection; a page then makes a new one.
    if (!webSocket) one.end()
    await first.stop()
    const assistant = new FakeAssistant()
    const second = await serveChat({ dataDir, port: first.port, assistant })
    const next = webSocket
      ? one
      : connect(second.url, { token: (await pageToken(second.url, token)).token, webSocket })
    await until(() => texts(next.received).length === 3)
    await next.say('And in 2010?')
    await until(() => texts(next.received).length === 5)
    expect(texts(next.received)).toEqual([
      welcome,
      'user: How much?',
      answer,
      'user: And in 2010?',
      answer,
    ])
    expect(assistant.asked[0]?.history).toEqual([having({ question: 'How much?' })])
    next.end()
    await second.stop()
  })

  it('takes up its conversation from the beginning after a reload, without another welcome', async () => {
    await withUser({ webSocket }, async (one, chat) => {
      await one.say('How much?')
      await until(() => texts(one.received).length === 3)
      const resumed = await pageToken(chat.url, (one.client as unknown as { token: string }).token)
      expect(resumed.resumed).toBe(true)
      const reloaded = connect(chat.url, { token: resumed.token, webSocket })
      await until(() => texts(reloaded.received).length === 3)
      await wait(250)
      expect(texts(reloaded.received)).toEqual([welcome, 'user: How much?', answer])
      reloaded.end()
    })
  })

  it('hears that a fault is ours, with a reference, and can go on', async () => {
    const broken = new FakeAssistant((text) => {
      if (text === 'break') throw new Error('secret detail')
      return cocaine()
    })
    await withUser({ webSocket, assistant: broken }, async ({ received, say }, chat) => {
      await say('break')
      await until(() => texts(received).length === 3)
      await say('How much?')
      await until(() => texts(received).length === 5)
      expect(texts(received)[2]).toMatch(/fault on my side.*reference [\da-f]{8}/)
      expect(texts(received)[4]).toEqual(answer)
      expect(JSON.stringify(received)).not.toContain('secret detail')
      expect(chat.log()).toContain('secret detail')
    })
  })

  it.each(['expired', 'tampered'])('fails to start with an %s token', async (kind) => {
    const chat = await serveChat()
    const { token: good } = await pageToken(chat.url)
    const past = new Tokens(
      signingKey({ dataDir: chat.dataDir, ...notedDisk() }),
      () => Date.now() - 3_600_000,
    )
    const grant = { conversation: 'c', user: 'dl_u', origins: [], page: true }
    const token = kind === 'expired' ? await past.issue(grant) : `${good.slice(0, -4)}AAAA`
    const one = connect(chat.url, { token, webSocket })
    await until(() => one.statuses.includes(ConnectionStatus.FailedToConnect))
    expect(one.received).toEqual([])
    await chat.stop()
  })
})

describe.concurrent('a client whose socket drops', () => {
  it('comes back and gets what was said meanwhile, each once', async () => {
    const slowly = new FakeAssistant(() => wait(300).then(cocaine))
    await withUser({ webSocket: true, assistant: slowly }, async (one) => {
      await one.say('first')
      await until(() => texts(one.received).length === 3)
      one.sockets[0]?.terminate()
      await one.say('second')
      await until(() => texts(one.received).length === 5)
      expect(one.sockets).toHaveLength(2)
      expect(texts(one.received)).toEqual([welcome, 'user: first', answer, 'user: second', answer])
      expect(new Set(one.received.map(({ id }) => id)).size).toBe(one.received.length)
    })
  })

  it('learns after the end of its conversation that it needs a new token', async () => {
    const first = await serveChat()
    const { token } = await pageToken(first.url)
    const one = connect(first.url, { token })
    await until(() => texts(one.received).length === 1)
    await first.stop()
    const secret = { DIRECT_LINE_SECRET: 'x'.repeat(32) }
    const second = await serveChat({ port: first.port, env: secret })
    await until(() => one.statuses.includes(ConnectionStatus.ExpiredToken))
    one.end()
    await second.stop()
  })
})
