import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { teamsChannel } from '../../../adapters/teams/teams-channel.js'
import { createLog } from '../../../adapters/log.js'
import type { Answer } from '../../../bot/answer/answer.js'
import { cocaine, FakeAssistant } from '../../fakes/assistant.js'
import { opened, openConnector, type Connector } from '../../fakes/connector.js'
import { FixedCredentials, openIssuer } from '../../fakes/issuer.js'
import { FakeLibrary, manual } from '../../fakes/library.js'
import { containing, having } from '../../fakes/matchers.js'
import { serveBot } from '../../fakes/served-bot.js'
import { teamsActivity, teamsMessage, type TeamsActivity } from '../../fakes/teams-activities.js'

/** A service that takes requests and never answers; those of some methods only, or all. */
const held: string[] = []
let silentOn: ReadonlySet<string> = new Set()
const server = createServer((req, res) => {
  const { method = '' } = req
  if (silentOn.has(method)) return void held.push(method)
  res.writeHead(method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
  res.end(JSON.stringify({ id: `sent-${held.length}` }))
})

let issuer: Awaited<ReturnType<typeof openIssuer>>
let bot: Awaited<ReturnType<typeof serveBot>>
let service: Connector
let silent: string

beforeAll(async () => {
  issuer = await openIssuer()
  const library = new FakeLibrary()
  const channels = { msteams: teamsChannel({ library, log: createLog('silent') }) }
  const credentials = new FixedCredentials()
  const sheets = { entries: [], sheets: [manual], figures: [] }
  const assistant = new FakeAssistant((text) =>
    text.includes('publication') ? ({ ...cocaine(), exhibits: sheets } as Answer) : cocaine(),
  )
  bot = await serveBot({ assistant, sdk: issuer.sdk, credentials, channels, patienceMs: 300 })
  service = await openConnector()
  silent = await opened(server)
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await bot.close()
  service.close()
  issuer.close()
})

async function deliver(activity: TeamsActivity, serviceUrl: string) {
  const authorization = await issuer.sign({ claims: { serviceurl: serviceUrl } })
  const { status } = await fetch(`${bot.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ ...activity, serviceUrl }),
  })
  return status
}

const failures = () => bot.logged().filter(({ msg }) => msg === 'turn failed')

it.each([
  ['sent', 'POST', 'message'],
  ['updated', 'PUT', 'messageUpdate'],
  ['deleted', 'DELETE', 'messageUpdate'],
])(
  'a reply that can’t be %s, since the service is silent, ends its turn',
  async (_, method, type) => {
    const before = failures().length
    const message = teamsMessage('personal', 'a publication')
    silentOn = new Set()
    if (type !== 'message') await deliver(message, silent)
    silentOn = new Set([method])
    // The card of the first answer has no place in the second.
    expect(await deliver({ ...message, type, text: 'How much?' }, silent)).toBe(200)
    const err = having({ message: containing(new URL(silent).host) })
    expect(failures().slice(before)).toMatchObject([{ err }])
  },
)

it('nobody else waits for it', async () => {
  silentOn = new Set(['POST'])
  let isOver = false
  const count = held.length
  const hanging = deliver(teamsMessage('groupChat', 'How much?'), silent).then(
    () => (isOver = true),
  )
  await expect.poll(() => held.length).toBeGreaterThan(count)
  const { length } = service.received
  await deliver(teamsActivity('personal', { text: 'How much?' }), service.url)
  expect(isOver).toBe(false)
  expect(service.received.slice(length)).toEqual([having({ method: 'POST' })])
  await hanging
})
