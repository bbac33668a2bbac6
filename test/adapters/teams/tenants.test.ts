import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FakeAssistant } from '../../fakes/assistant.js'
import { post } from '../../fakes/activities.js'
import { appId, FixedCredentials, openIssuer } from '../../fakes/issuer.js'
import { having } from '../../fakes/matchers.js'
import { serveBot } from '../../fakes/served-bot.js'
import { teamsMessage } from '../../fakes/teams-activities.js'

const ours = '00000000-0000-0000-0000-00000000000c'
const theirs = '00000000-0000-0000-0000-00000000000d'
const serviceUrl = 'http://127.0.0.1:1/'
const deliveryMode = 'expectReplies'

describe.each(['SingleTenant', 'UserAssignedMSI'] as const)('a bot of one tenant, %s,', (type) => {
  const assistant = new FakeAssistant()
  let issuer: Awaited<ReturnType<typeof openIssuer>>
  let bot: Awaited<ReturnType<typeof serveBot>>
  beforeAll(async () => {
    issuer = await openIssuer()
    const app = { id: appId, password: 'secret', type, tenant: ours }
    const credentials = new FixedCredentials()
    bot = await serveBot({ assistant, sdk: issuer.sdkFor(app), credentials })
  })
  afterAll(async () => {
    await bot.close()
    issuer.close()
  })

  const ask = async (conversation?: string, data?: unknown, more = {}) => {
    const where = { id: `c-${Math.random()}`, conversationType: 'personal', tenantId: conversation }
    const channelData = data === undefined ? {} : { tenant: { id: data } }
    const message = teamsMessage('personal', 'How?', { conversation: where, channelData, ...more })
    const authorization = await issuer.sign()
    return post(bot.url, { ...message, serviceUrl, deliveryMode }, { authorization })
  }

  it.each([
    [ours, ours],
    [ours, undefined],
    [undefined, ours],
    [ours.toUpperCase(), ours],
  ])('answers an activity of %s and %s', async (conversation, data) => {
    expect((await ask(conversation, data)).status).toBe(200)
  })

  it.each([
    [theirs, theirs],
    [theirs, ours],
    [ours, theirs],
    [theirs, undefined],
    [undefined, theirs],
    ['', ours],
    [undefined, undefined],
    [undefined, 7],
  ])('refuses one of %s and %s before the bot sees it', async (conversation, data) => {
    const { length } = assistant.asked
    const { status, error } = await ask(conversation, data)
    expect({ status, code: error?.code }).toEqual({ status: 403, code: 'ForeignTenant' })
    expect(assistant.asked).toHaveLength(length)
    const line = { level: 'warn', channelId: 'msteams', type: 'message' }
    expect(bot.logged()).toContainEqual(having(line))
  })

  it('answers one of another channel that names no tenant, and none that names another', async () => {
    const channelId = 'directline'
    expect((await ask(undefined, undefined, { channelId })).status).toBe(200)
    expect((await ask(theirs, undefined, { channelId })).status).toBe(403)
  })

  it('tells nothing to who proves nothing', async () => {
    const message = teamsMessage('personal', 'How?')
    const { status } = await post(
      bot.url,
      { ...message, serviceUrl },
      { authorization: 'Bearer x' },
    )
    expect(status).toBe(401)
  })
})
