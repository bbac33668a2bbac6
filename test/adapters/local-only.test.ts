import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLoopbackUrl } from '../../adapters/bot-framework/incoming.js'
import { message, post } from '../fakes/activities.js'
import { openConnector } from '../fakes/connector.js'
import { serveBot } from '../fakes/served-bot.js'

let bot: Awaited<ReturnType<typeof serveBot>>

beforeAll(async () => {
  bot = await serveBot()
})
afterAll(() => bot.close())

const local = [
  'http://127.0.0.1',
  'http://127.0.0.1:3979/',
  'http://127.1.2.3:80/path/of/it',
  'https://localhost:3979',
  'HTTP://LocalHost/_connector',
  'http://[::1]:3979/v3',
]

const foreign = [
  'http://evil.example/',
  'https://smba.trafficmanager.net/emea/',
  'http://127.0.0.1@evil.example/',
  'http://127.0.0.1:80@evil.example/',
  'http://localhost:pass@evil.example',
  'http://localhost.evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://evil.example/127.0.0.1',
  'http://evil.example#127.0.0.1',
  'http://evil.example?http://localhost/',
  'http://127.0.0.1\\@evil.example/',
  'http://127.0.0.1/\\evil.example',
  'http://evil.example\\@127.0.0.1/',
  'http://localhost\t.evil.example/',
  'http://127.0.0.1\r\nhost: evil.example',
  ' http://127.0.0.1/',
  '//127.0.0.1/',
  'http:127.0.0.1',
  'file://127.0.0.1/etc/passwd',
  'ftp://127.0.0.1/',
  'javascript:alert(1)',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[::1].evil.example/',
  'http://[::1%25eth0]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2130706433/',
  'http://167772161/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://127.0.0.256/',
  'http://127.0.0.1:99999/',
  'http://localhost./',
  'http://ⓛocalhost/',
  'http://localhost/?x=http://evil.example',
  'localhost',
]

describe('without an app id', () => {
  it.each(local)('%s counts as this machine', (url) => {
    expect(isLoopbackUrl(url)).toBe(true)
  })

  it.each(foreign)('a reply to %j is refused, whatever the delivery', async (serviceUrl) => {
    for (const deliveryMode of [undefined, 'normal', 'expectReplies']) {
      const { status, error } = await post(bot.url, message('x', { serviceUrl, deliveryMode }))
      expect({ status, code: error?.code }).toEqual({ status: 403, code: 'ForeignServiceUrl' })
    }
  })

  it.each([undefined, null, ''])('a missing service URL (%j) is refused', async (serviceUrl) => {
    const activity = message('x', { serviceUrl, deliveryMode: undefined })
    expect((await post(bot.url, activity)).status).toBe(403)
  })

  it('a reply reaches a service on this machine: typing first, then the answer', async () => {
    const channel = await openConnector()
    const activity = message('How?', { serviceUrl: channel.url, deliveryMode: undefined })
    const { status, text } = await post(bot.url, activity)
    channel.close()
    expect({ status, text }).toEqual({ status: 200, text: '' })
    expect(channel.received.map(({ activity }) => activity.type)).toEqual(['typing', 'message'])
    expect(channel.received[1]?.path).toBe(`/v3/conversations/c1/activities/${String(activity.id)}`)
    expect(channel.received[1]?.authorization).toBeUndefined()
  })

  it('an authorization header is neither needed nor believed', async () => {
    const headers = { authorization: 'Bearer garbage' }
    expect((await post(bot.url, message('How?'), headers)).status).toBe(200)
  })
})
