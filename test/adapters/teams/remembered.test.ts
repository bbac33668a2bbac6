import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startRetention } from '../../../adapters/keeping/retention.js'
import { forgetHeld, listHeld } from '../../../adapters/keeping/privacy.js'
import { openStores } from '../../../adapters/store/open-stores.js'
import { teamsChannel } from '../../../adapters/teams/teams-channel.js'
import { createLog } from '../../../adapters/log.js'
import { MemoryFeedback } from '../../../bot/feedback.js'
import { words } from '../../../prompts/words.js'
import { FakeAssistant } from '../../fakes/assistant.js'
import { openConnector } from '../../fakes/connector.js'
import { FixedCredentials, openIssuer } from '../../fakes/issuer.js'
import { FakeLibrary } from '../../fakes/library.js'
import { notedDisk } from '../../fakes/noted-disk.js'
import { serveBot } from '../../fakes/served-bot.js'
import { teamsActivity, teamsMessage, type TeamsActivity } from '../../fakes/teams-activities.js'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Teams, and one server after the other over the same folder. */
async function teams() {
  const dataDir = mkdtempSync(join(tmpdir(), 'remembered-'))
  const holder = { dataDir, conversationHours: 24 }
  const issuer = await openIssuer()
  const service = await openConnector(() => undefined)
  closing.push(
    () => issuer.close(),
    () => service.close(),
  )
  const authorization = await issuer.sign({ claims: { serviceurl: service.url } })
  const assistant = new FakeAssistant()
  const feedback = new MemoryFeedback()
  const log = createLog('silent')
  const msteams = teamsChannel({ library: new FakeLibrary(), log, patienceMs: 60_000, restMs: 30 })
  const { disk } = notedDisk()
  const start = async () => {
    const stores = openStores(holder, disk)
    const parts = { assistant, feedback, stores, channels: { msteams } }
    const bot = await serveBot({ ...parts, sdk: issuer.sdk, credentials: new FixedCredentials() })
    closing.push(() => bot.close())
    const deliver = (activity: TeamsActivity) =>
      fetch(`${bot.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ ...activity, serviceUrl: service.url }),
      })
    return { deliver, stores }
  }
  const shown = () => service.received.filter(({ id }) => id !== '')
  const texts = () => shown().map(({ activity }) => activity.text)
  const kept = () =>
    ['given', 'latest', 'offered', 'replies', 'welcomed', 'deliveries']
      .map((name) =>
        readFileSync(join(dataDir, `${name}.ndjson`), { encoding: 'utf8', flag: 'a+' }),
      )
      .join('')
  return { start, shown, texts, kept, assistant, feedback, holder, disk }
}

const like = { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{}' } }

describe('after a restart, in Teams,', () => {
  it('a message that was answered is not answered again', async () => {
    const { start, texts } = await teams()
    const message = teamsMessage('personal', 'How much?')
    await (await start()).deliver(message)
    const before = texts()
    expect(before.length).toBeGreaterThan(0)
    const response = await (await start()).deliver(message)
    expect([response.status, texts()]).toEqual([200, before])
  })

  it('a message that an earlier process took and did not answer is answered once', async () => {
    const { start, texts, assistant } = await teams()
    const message = teamsMessage('personal', 'How much?')
    const first = await start()
    const { deliveries } = first.stores
    const taken: string[] = []
    const put = deliveries.putIfAbsent.bind(deliveries)
    deliveries.putIfAbsent = (key, value) => {
      taken.push(key)
      return put(key, value)
    }
    await first.deliver(message)
    await deliveries.put(taken[0] ?? '', { by: 'an earlier process', isDone: false })
    const answered = texts().length
    const second = await start()
    await Promise.all([second.deliver(message), second.deliver(message)])
    await second.deliver(message)
    expect(texts().length).toBe(2 * answered)
    expect(assistant.asked).toHaveLength(2)
  })

  it('a follow-up leans on what was said before', async () => {
    const { start, assistant } = await teams()
    const first = teamsMessage('personal', 'first')
    const { conversation } = first
    await (await start()).deliver(first)
    await (await start()).deliver(teamsMessage('personal', 'second', { conversation }))
    expect(assistant.asked.at(-1)?.history).toMatchObject([{ question: 'first' }])
  })

  it('feedback is kept with its question, and an edited message is answered in its place', async () => {
    const { start, shown, feedback } = await teams()
    const message = teamsMessage('personal', 'How much?')
    const { conversation } = message
    await (await start()).deliver(message)
    const id = shown()[0]?.id
    const { deliver } = await start()
    const invoke = { type: 'invoke', name: 'message/submitAction', value: like, conversation }
    await deliver(teamsActivity('personal', { ...invoke, replyToId: id }))
    expect(feedback.entries).toMatchObject([{ answer: id, question: 'How much?' }])
    const timestamp = new Date(Date.now() + 1000).toISOString()
    await deliver({ ...message, type: 'messageUpdate', timestamp, text: 'How much then?' })
    const last = shown().at(-1)
    expect([last?.method, decodeURIComponent(last?.path.split('/').at(-1) ?? '')]).toEqual([
      'PUT',
      id,
    ])
  })

  it('nobody is greeted again, also who was by an earlier release', async () => {
    const { start, texts, holder } = await teams()
    const arrival = (conversation: object) =>
      teamsActivity('personal', { type: 'installationUpdate', action: 'add', conversation })
    const one = { id: 'a:one', conversationType: 'personal', tenantId: 't' }
    await (await start()).deliver(arrival(one))
    await (await start()).deliver(arrival(one))
    expect(texts()).toEqual([words.bot.welcome])
    const file = join(holder.dataDir, 'welcomed.ndjson')
    const { key } = JSON.parse(readFileSync(file, 'utf8').split('\n')[0] ?? '') as { key: string }
    writeFileSync(file, '')
    appendFileSync(file, `${JSON.stringify({ greeted: key })}\n`)
    await (await start()).deliver(arrival(one))
    expect(texts()).toEqual([words.bot.welcome])
  })
})

describe('what is remembered of Teams', () => {
  const asked = async () => {
    const line = await teams()
    const server = await line.start()
    const conversation = { id: 'a:secret', conversationType: 'personal', tenantId: 't' }
    const message = teamsMessage('personal', 'a secret question', { conversation })
    await server.deliver(message)
    return { ...line, ...server, message, conversation, id: 'msteams/a:secret' }
  }

  it('is listed without what was said, and removed by the operator while the bot runs', async () => {
    const { holder, disk, id, kept, stores, shown, feedback, deliver, conversation } = await asked()
    expect(kept()).toContain('a secret question')
    const held = listHeld(holder, disk)
    expect(JSON.stringify(held)).not.toContain('secret')
    const own = held.filter((one) => one.file.startsWith('turns'))
    expect(own).toMatchObject([{ entries: 1 }])
    const removed = (await forgetHeld(holder, disk, id)).map(({ file }) => file.split('/')[0])
    expect(removed).toEqual(expect.arrayContaining(['turns', 'given.ndjson', 'latest.ndjson']))
    expect(kept()).not.toContain('secret')
    expect((await stores.conversations.read(id)).exchanges).toEqual([])
    const invoke = { type: 'invoke', name: 'message/submitAction', value: like }
    await deliver(teamsActivity('personal', { ...invoke, conversation, replyToId: shown()[0]?.id }))
    const said = { answer: shown()[0]?.id, reaction: 'like', owners: [id] }
    expect(feedback.entries).toEqual([{ ...said, delivery: expect.any(String) as string }])
    expect(await forgetHeld(holder, disk, id)).toEqual([])
  })

  it('is removed when its person asks for that', async () => {
    const { deliver, conversation, kept, stores, id } = await asked()
    await deliver(teamsMessage('personal', 'forget me', { conversation }))
    expect(kept()).not.toContain('secret')
    expect((await stores.conversations.read(id)).exchanges).toEqual([])
  })

  it('is removed with the message that its author deletes', async () => {
    const { deliver, message, kept, stores, id } = await asked()
    const timestamp = new Date(Date.now() + 1000).toISOString()
    await deliver({ ...message, type: 'messageDelete', timestamp })
    expect(kept()).not.toContain('secret')
    expect((await stores.conversations.read(id)).exchanges).toEqual([])
  })

  it('leaves the disk after the days that are set for everything', async () => {
    const { holder, kept, stores, id } = await asked()
    const { aging } = stores
    startRetention({ ...holder, days: 1e-9, aging, warn: (error) => expect(error).toBeUndefined() })
    expect(kept()).not.toContain('secret')
    expect((await stores.conversations.read(id)).exchanges).toEqual([])
  })
})
