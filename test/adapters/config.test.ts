import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig, readConfig } from '../../adapters/config.js'
import { variables } from '../../adapters/variables.js'

const id = '00000000-0000-0000-0000-00000000000a'
const password = 'top-secret'

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
  }
  return []
}

function dotEnv(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'config-')), '.env')
  writeFileSync(file, text)
  return file
}

describe('readConfig', () => {
  it('keeps no conversation for longer than anything else', () => {
    const env = { RETENTION_DAYS: '2', CONVERSATION_HOURS: '720' }
    const { retentionDays, conversationHours, web } = readConfig(env)
    expect([retentionDays, conversationHours, web?.conversationHours]).toEqual([2, 48, 48])
    expect(readConfig({ ...env, DIRECT_LINE: 'off' }).conversationHours).toBe(48)
    expect(readConfig({ KEEP_MISSES: 'off' }).keepMisses).toBe(false)
  })

  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3978,
      dataDir: 'data',
      model: 'all-MiniLM-L6-v2',
      precision: 'fp32',
      app: undefined,
      logLevel: 'info',
      maxMessageLength: 2000,
      bodyLimit: 262_144,
      web: {
        secret: undefined,
        publicOrigin: undefined,
        origins: [],
        proxies: 0,
        conversations: 5000,
        conversationHours: 24,
        messagesPerMinute: 30,
        requestsPerMinute: 3000,
        newConversationsPerHour: 200,
        socketsPerAddress: 200,
      },
      webClientDir: 'data/web',
      frameAncestors: [],
      contact: undefined,
      conversationHours: 24,
      retentionDays: 90,
      keepMisses: true,
      teams: {
        origin: undefined,
        developer: undefined,
        websiteUrl: undefined,
        privacyUrl: undefined,
        termsUrl: undefined,
      },
      chatModel: undefined,
    })
  })

  it('has no web chat where it is switched off', () => {
    expect(readConfig({ DIRECT_LINE: 'off' }).web).toBeUndefined()
  })

  it('looks for the chat client in the data folder, or where it is told', () => {
    expect(readConfig({ DATA_DIR: '/data' }).webClientDir).toBe('/data/web')
    const set = { DATA_DIR: '/data', WEB_CLIENT_DIR: '/client' }
    expect(readConfig(set).webClientDir).toBe('/client')
  })

  it('takes lists of origins', () => {
    const config = readConfig({
      WEB_ORIGINS: 'https://a.example, http://b.example:8080',
      FRAME_ANCESTORS: 'https://c.example',
    })
    expect(config.web?.origins).toEqual(['https://a.example', 'http://b.example:8080'])
    expect(config.frameAncestors).toEqual(['https://c.example'])
  })

  it.each(['questions@example.org', 'https://example.org/contact'])(
    'takes %s as whom readers may ask, and nobody unless told',
    (contact) => {
      expect(readConfig({ CONTACT: contact }).contact).toBe(contact)
      expect(readConfig({}).contact).toBeUndefined()
    },
  )

  it('listens anywhere without an app id once users are told where', () => {
    const config = readConfig({ HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://chat.example.org' })
    expect(config).toMatchObject({ host: '0.0.0.0', web: { proxies: 0 } })
  })

  it('takes what the Teams app says of its developer, and its website from the origin', () => {
    const { teams } = readConfig({
      PUBLIC_ORIGIN: 'https://chat.example.org',
      TEAMS_DEVELOPER: 'A secretariat of 32 signs it has',
      TEAMS_PRIVACY_URL: 'https://example.org/privacy',
      TEAMS_TERMS_URL: 'https://example.org/terms?lang=en',
    })
    expect(teams).toEqual({
      origin: 'https://chat.example.org',
      developer: 'A secretariat of 32 signs it has',
      websiteUrl: 'https://chat.example.org',
      privacyUrl: 'https://example.org/privacy',
      termsUrl: 'https://example.org/terms?lang=en',
    })
    const own = {
      PUBLIC_ORIGIN: 'https://chat.example.org',
      TEAMS_WEBSITE_URL: 'https://a.example',
    }
    expect(readConfig(own).teams.websiteUrl).toBe('https://a.example')
    expect(readConfig({ ...own, DIRECT_LINE: 'off' }).teams.origin).toBe(own.PUBLIC_ORIGIN)
  })

  it('takes every variable', () => {
    const env = {
      HOST: 'localhost',
      PORT: '80',
      DATA_DIR: '/d',
      MODEL: 'm',
      MODEL_PRECISION: 'int8',
    }
    expect(readConfig(env)).toMatchObject({
      host: 'localhost',
      port: 80,
      dataDir: '/d',
      model: 'm',
    })
  })

  it('takes an empty value for one that is not set', () => {
    expect(readConfig({ PORT: '', HOST: ' ', MICROSOFT_APP_ID: '' })).toEqual(readConfig({}))
  })

  it('listens on every address once there is an app id', () => {
    const config = readConfig({ MICROSOFT_APP_ID: id, MICROSOFT_APP_PASSWORD: password })
    expect(config.host).toBe('0.0.0.0')
    expect(config.app).toEqual({ id, password, type: 'MultiTenant', tenant: undefined })
  })

  it('can’t be changed afterwards', () => {
    const config = readConfig({ MICROSOFT_APP_ID: id, MICROSOFT_APP_PASSWORD: password })
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError)
    expect(() => Object.assign(config.app ?? {}, { id: '' })).toThrow(TypeError)
    expect(() => Object.assign(config.teams, { developer: '' })).toThrow(TypeError)
  })

  it('reports every fault at once', () => {
    const env = { PORT: 'x', LOG_LEVEL: 'loud', MICROSOFT_APP_TYPE: 'SingleTenant' }
    expect(faultsOf(() => readConfig(env))).toEqual([
      'PORT is “x”, but must be a whole number from 0 to 65535.',
      'LOG_LEVEL is “loud”, but must be one of fatal, error, warn, info, debug, trace, silent.',
      expect.stringContaining('MICROSOFT_APP_ID is not set, but MICROSOFT_APP_TYPE is.'),
      expect.stringContaining('MICROSOFT_APP_TENANT_ID is not set.'),
    ])
  })

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['HOST', 'not a host'],
    ['HOST', '127.0.0.300'],
    ['HOST', '0.0.0.0'],
    ['HOST', 'bot.example.org'],
    ['MODEL_PRECISION', 'fp16'],
    ['MICROSOFT_APP_ID', 'my-bot'],
    ['MICROSOFT_APP_TENANT_ID', 'my tenant'],
    ['LOG_LEVEL', 'INFO'],
    ['MAX_MESSAGE_LENGTH', '0'],
    ['BODY_LIMIT', '1mb'],
    ['DIRECT_LINE', 'yes'],
    ['PUBLIC_ORIGIN', 'chat.example.org'],
    ['PUBLIC_ORIGIN', 'https://chat.example.org/'],
    ['WEB_ORIGINS', '*'],
    ['WEB_ORIGINS', 'https://a.example https://b.example/path'],
    ['FRAME_ANCESTORS', "'self'"],
    ['TRUST_PROXY', 'true'],
    ['CONVERSATIONS', '0'],
    ['CONVERSATION_HOURS', '721'],
    ['MESSAGES_PER_MINUTE', '0'],
    ['REQUESTS_PER_MINUTE', '-5'],
    ['NEW_CONVERSATIONS_PER_HOUR', '1.5'],
    ['SOCKETS_PER_ADDRESS', '1e3'],
    ['TEAMS_DEVELOPER', 'x'.repeat(33)],
    ['TEAMS_WEBSITE_URL', 'http://example.org'],
    ['TEAMS_PRIVACY_URL', 'example.org/privacy'],
    ['CONTACT', 'somebody'],
    ['CONTACT', 'http://example.org'],
    ['CONTACT', 'javascript:alert(1)'],
    ['CONTACT', 'a@b@example.org'],
    ['TEAMS_TERMS_URL', 'https://'],
    ['TEAMS_TERMS_URL', `https://example.org/${'x'.repeat(2048)}`],
  ])('refuses %s=%s and says what it accepts', (name, value) => {
    const faults = faultsOf(() => readConfig({ [name]: value })).join('\n')
    expect(faults).toContain(name)
    expect(faults).toContain('must be')
  })

  it.each([
    ['an app id without a password', { MICROSOFT_APP_ID: id }, 'PASSWORD is not set'],
    ['a password without an app id', { MICROSOFT_APP_PASSWORD: password }, 'ID is not set'],
    [
      'a single tenant without the tenant',
      {
        MICROSOFT_APP_ID: id,
        MICROSOFT_APP_PASSWORD: password,
        MICROSOFT_APP_TYPE: 'SingleTenant',
      },
      'TENANT_ID is not set',
    ],
    [
      'a managed identity without the tenant',
      { MICROSOFT_APP_ID: id, MICROSOFT_APP_TYPE: 'UserAssignedMSI' },
      'TENANT_ID is not set',
    ],
    [
      'a managed identity with a password',
      {
        MICROSOFT_APP_ID: id,
        MICROSOFT_APP_PASSWORD: password,
        MICROSOFT_APP_TYPE: 'UserAssignedMSI',
        MICROSOFT_APP_TENANT_ID: id,
      },
      'PASSWORD must be empty',
    ],
    [
      'several tenants with one tenant',
      {
        MICROSOFT_APP_ID: id,
        MICROSOFT_APP_PASSWORD: password,
        MICROSOFT_APP_TYPE: 'MultiTenant',
        MICROSOFT_APP_TENANT_ID: id,
      },
      'TENANT_ID must be empty',
    ],
    ['an open host without an app id', { HOST: '0.0.0.0' }, 'HOST must be a loopback address'],
  ])('refuses %s', (_, env, fault) => {
    expect(faultsOf(() => readConfig(env))).toEqual([expect.stringContaining(fault)])
  })

  it('takes a tenant without a type for a single tenant', () => {
    const app = { MICROSOFT_APP_ID: id, MICROSOFT_APP_PASSWORD: password }
    const config = readConfig({ ...app, MICROSOFT_APP_TENANT_ID: id })
    expect(config.app).toEqual({ id, password, type: 'SingleTenant', tenant: id })
  })

  it('takes a managed identity without a password', () => {
    const app = { MICROSOFT_APP_ID: id, MICROSOFT_APP_TYPE: 'UserAssignedMSI' }
    const config = readConfig({ ...app, MICROSOFT_APP_TENANT_ID: 'example.onmicrosoft.com' })
    expect(config.app?.type).toBe('UserAssignedMSI')
  })

  it('never shows a secret', () => {
    const short = 'too-short-a-secret'
    const env = { MICROSOFT_APP_PASSWORD: password, DIRECT_LINE_SECRET: short, PORT: 'y' }
    const faults = faultsOf(() => readConfig(env)).join()
    expect(faults).toContain('DIRECT_LINE_SECRET is set, but must be at least 32 characters.')
    expect(faults).not.toContain(password)
    expect(faults).not.toContain(short)
  })
})

describe('loadConfig', () => {
  it('does without a .env file', () => {
    expect(loadConfig(join(tmpdir(), 'no-such-folder', '.env')).port).toBe(3978)
  })

  it('reads the file, but lets the environment win', () => {
    process.env.DATA_DIR = 'elsewhere'
    const config = loadConfig(dotEnv('# mine\nPORT=4000\nDATA_DIR=here\nMODEL="a b"\n'))
    delete process.env.DATA_DIR
    expect(config).toMatchObject({ port: 4000, dataDir: 'elsewhere', model: 'a b' })
  })

  it('reports a broken line by its number, without its text, beside the other faults', () => {
    const faults = faultsOf(() => loadConfig(dotEnv('PORT=x\nMICROSOFT_APP_PASSWORD top-secret\n')))
    expect(faults[0]).toMatch(/line 2, must be NAME=value/)
    expect(faults[1]).toContain('PORT is “x”')
    expect(faults.join()).not.toContain(password)
  })

  it('reports a file that can’t be read', () => {
    expect(faultsOf(() => loadConfig(tmpdir()))).toEqual([expect.stringContaining('can’t be read')])
  })
})

describe('.env.example', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const named = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
    ({ 1: name = '', 2: value = '', index }) => ({ name, value, index }),
  )

  it('names the variables that are read, in the same order', () => {
    expect(named.map(({ name }) => name)).toEqual(Object.keys(variables.shape))
  })

  it('gives the defaults', () => {
    const values: Record<string, string> = Object.fromEntries(
      named.map(({ name, value }) => [name, value]),
    )
    expect(readConfig(values)).toEqual(readConfig({}))
    const defaults = Object.entries(variables.parse({}))
    for (const [name, value] of defaults) expect(values[name], name).toBe(String(value))
  })

  it('explains each variable above it', () => {
    for (const { index } of named) expect(example.slice(0, index)).toMatch(/# .+\n$/)
  })
})
