import { Socket } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDoor } from '../../adapters/bot-framework/door.js'
import { ConfigError, readConfig, type Config } from '../../adapters/config.js'
import { captureConsole, createLog } from '../../adapters/log.js'
import { message, post } from '../fakes/activities.js'
import { appId, openIssuer } from '../fakes/issuer.js'
import { serveBot } from '../fakes/served-bot.js'

const tenant = '00000000-0000-0000-0000-00000000000c'
const types = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const

interface Given {
  readonly id?: string | undefined
  readonly password?: string | undefined
  readonly type?: string | undefined
  readonly tenant?: string | undefined
}

/** The registration that the variables give, and the faults in them. */
function read({ id, password, type, tenant }: Given): {
  readonly app?: Config['app']
  readonly faults: readonly string[]
} {
  const env = {
    MICROSOFT_APP_ID: id,
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_TYPE: type,
    MICROSOFT_APP_TENANT_ID: tenant,
  }
  try {
    return { app: readConfig(env).app, faults: [] }
  } catch (error) {
    if (error instanceof ConfigError) return { faults: error.faults }
    throw error
  }
}

/** A registration in words, such as “id, password, SingleTenant”. */
function named({ id, password, type, tenant }: Given): string {
  const parts = [id && 'id', password && 'password', type, tenant && 'tenant']
  return parts.filter((part) => part !== undefined).join(', ') || 'nothing'
}

function app(type: (typeof types)[number]): NonNullable<Config['app']> {
  const password = type === 'UserAssignedMSI' ? undefined : 'secret'
  return { id: appId, password, type, tenant: type === 'MultiTenant' ? undefined : tenant }
}

const secret = { id: appId, password: 'secret' }
const rows = (given: readonly Given[]) => given.map((one) => [named(one), one] as const)

/** What may be configured and what comes of it; everything else is a fault. */
const valid = new Map<string, Config['app']>([
  [named({}), undefined],
  [named(secret), app('MultiTenant')],
  [named({ ...secret, type: 'MultiTenant' }), app('MultiTenant')],
  [named({ ...secret, tenant }), app('SingleTenant')],
  [named({ ...secret, type: 'SingleTenant', tenant }), app('SingleTenant')],
  [named({ id: appId, type: 'UserAssignedMSI', tenant }), app('UserAssignedMSI')],
])

const combinations = rows(
  [undefined, appId].flatMap((id) =>
    [undefined, 'secret'].flatMap((password) =>
      [undefined, ...types].flatMap((type) =>
        [undefined, tenant].map((tenant) => ({ id, password, type, tenant })),
      ),
    ),
  ),
)
const taken = combinations.filter(([name]) => valid.has(name))
const refused = combinations.filter(([name]) => !valid.has(name))

describe('a registration with Microsoft', () => {
  it('is one of 32 combinations', () => {
    expect([taken.length, refused.length]).toEqual([6, 26])
  })

  it.each(taken)('of %s is taken', (name, given) => {
    expect(read(given)).toEqual({ app: valid.get(name), faults: [] })
  })

  it.each(refused)('of %s is refused, and the variables to mend are named', (_, given) => {
    const { faults } = read(given)
    expect(faults).not.toEqual([])
    for (const fault of faults) expect(fault).toMatch(/^MICROSOFT_APP_[A-Z_]+ (?:is not|must be)/)
  })

  it('of any texts is taken, or refused by name', () => {
    const some = fc.oneof(fc.string(), fc.constantFrom(appId, ...types))
    const text = fc.option(some, { nil: undefined })
    const given = fc.record({ id: text, password: text, type: text, tenant: text })
    fc.assert(
      fc.property(given, (one) =>
        read(one).faults.every((fault) => fault.startsWith('MICROSOFT_APP_')),
      ),
    )
  })

  it.each(taken)('of %s opens the door without the network', (_, given) => {
    const connect = vi.spyOn(Socket.prototype, 'connect')
    const bot = { run: () => Promise.resolve() }
    expect(openDoor(read(given).app, { bot, log: createLog('silent') })).toBeDefined()
    expect(connect).not.toHaveBeenCalled()
    connect.mockRestore()
  })
})

describe.each(types)('a bot of type %s', (type) => {
  let issuer: Awaited<ReturnType<typeof openIssuer>>
  let bot: Awaited<ReturnType<typeof serveBot>>

  beforeAll(async () => {
    // What the SDK prints about a refusal would clutter the tests' report.
    captureConsole(createLog('silent'))
    issuer = await openIssuer()
    bot = await serveBot({ sdk: issuer.sdkFor(app(type)) })
  })
  afterAll(async () => {
    await bot.close()
    issuer.close()
  })

  const ask = async (authorization: string) =>
    post(
      bot.url,
      message('How?', {
        channelId: 'msteams',
        serviceUrl: 'http://127.0.0.1:1/',
        channelData: { tenant: { id: tenant } },
      }),
      { authorization },
    )

  it('answers who proves to be the channel', async () => {
    const { status, text } = await ask(await issuer.sign())
    expect(status).toBe(200)
    expect(text).toContain('9,219 kg')
  })

  it('refuses a forged token and one for another bot', async () => {
    expect(await ask(await issuer.sign({ forged: true }))).toMatchObject({ status: 401 })
    const other = await issuer.sign({ claims: { aud: tenant } })
    expect(await ask(other)).toMatchObject({ status: 401 })
  })
})
