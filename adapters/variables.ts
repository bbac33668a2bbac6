import { isIP } from 'node:net'
import { z } from 'zod'
import { modelRules, modelVariables } from './chat-model/variables.js'
import { oneOf, that, whole } from './variable-kinds.js'

const guid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
const domain = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i
const hostName = /^(?=.*[a-z])[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i
const anOrigin = 'an origin such as https://www.example.org, without a path'
const anAddress = 'an address such as https://www.example.org/privacy'
const email = /^[\w.+-]+@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i

/** Every variable that is read, with what it accepts; the text says so to whoever mistypes it. */
export const variables = z.object({
  HOST: that(
    (text) => isIP(text) !== 0 || hostName.test(text),
    'an IP address or a host name',
  ).optional(),
  PORT: whole(0, 65_535).default(3978),
  DATA_DIR: z.string().default('data'),
  MODEL: z.string().default('all-MiniLM-L6-v2'),
  MODEL_PRECISION: oneOf('fp32', 'int8').default('fp32'),
  MICROSOFT_APP_ID: that(
    (text) => guid.test(text),
    'a GUID (8-4-4-4-12 hexadecimal digits)',
  ).optional(),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_TYPE: oneOf('MultiTenant', 'SingleTenant', 'UserAssignedMSI').optional(),
  MICROSOFT_APP_TENANT_ID: that(
    (text) => guid.test(text) || domain.test(text),
    'a GUID or a domain name',
  ).optional(),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  MAX_MESSAGE_LENGTH: whole(1, 100_000).default(2000),
  BODY_LIMIT: whole(1024, 16_777_216).default(262_144),
  DIRECT_LINE: oneOf('on', 'off').default('on'),
  WEB_CLIENT_DIR: z.string().optional(),
  DIRECT_LINE_SECRET: that((text) => text.length >= 32, 'at least 32 characters').optional(),
  PUBLIC_ORIGIN: that(isOrigin, anOrigin).optional(),
  WEB_ORIGINS: origins(),
  FRAME_ANCESTORS: origins(),
  CONTACT: that(
    (text) => (email.test(text) && text.length <= 254) || isSecureUrl(text),
    'an e-mail address or an address such as https://www.example.org/contact',
  ).optional(),
  RETENTION_DAYS: whole(1, 3650).default(90),
  KEEP_MISSES: oneOf('on', 'off').default('on'),
  TRUST_PROXY: whole(0, 10).default(0),
  CONVERSATIONS: whole(1, 100_000).default(5000),
  CONVERSATION_HOURS: whole(1, 720).default(24),
  MESSAGES_PER_MINUTE: whole(1, 100_000).default(30),
  REQUESTS_PER_MINUTE: whole(1, 1_000_000).default(3000),
  NEW_CONVERSATIONS_PER_HOUR: whole(1, 1_000_000).default(200),
  SOCKETS_PER_ADDRESS: whole(1, 100_000).default(200),
  TEAMS_DEVELOPER: that((text) => text.length <= 32, '1 to 32 characters').optional(),
  TEAMS_WEBSITE_URL: that(isSecureUrl, anAddress).optional(),
  TEAMS_PRIVACY_URL: that(isSecureUrl, anAddress).optional(),
  TEAMS_TERMS_URL: that(isSecureUrl, anAddress).optional(),
  ...modelVariables,
})

/** Variables whose value is never shown to anyone. */
export const secrets: ReadonlySet<string> = new Set([
  'MICROSOFT_APP_PASSWORD',
  'DIRECT_LINE_SECRET',
  'MODEL_KEY',
  // Somebody may have written a password into it.
  'MODEL_URL',
])

/** Variables as they were written, empty ones left out. */
export type Written = Readonly<Partial<Record<keyof z.infer<typeof variables>, string>>>

/** What is wrong with variables that are each well written but don't go together. */
export function combinationFaults(written: Written): string[] {
  return rules.filter(({ broken }) => broken(written)).map(({ fault }) => fault)
}

const withoutId = (
  ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TYPE', 'MICROSOFT_APP_TENANT_ID'] as const
).map((name) => ({
  broken: (set: Written) => set[name] !== undefined && set.MICROSOFT_APP_ID === undefined,
  fault: `MICROSOFT_APP_ID is not set, but ${name} is. Set both or neither.`,
}))

const rules: readonly { broken: (set: Written) => boolean; fault: string }[] = [
  {
    broken: ({ HOST: host, MICROSOFT_APP_ID: id, PUBLIC_ORIGIN: origin }) =>
      id === undefined && origin === undefined && host !== undefined && !loopback.test(host),
    fault:
      'HOST must be a loopback address (127.0.0.1, ::1 or localhost) while MICROSOFT_APP_ID is not set: without an app id nobody proves who they are. To serve the web chat alone, set PUBLIC_ORIGIN.',
  },
  ...withoutId,
  {
    broken: ({
      MICROSOFT_APP_ID: id,
      MICROSOFT_APP_PASSWORD: password,
      MICROSOFT_APP_TYPE: type,
    }) => id !== undefined && password === undefined && type !== 'UserAssignedMSI',
    fault:
      'MICROSOFT_APP_PASSWORD is not set, but MICROSOFT_APP_ID is. Only MICROSOFT_APP_TYPE=UserAssignedMSI does without a password.',
  },
  {
    broken: ({ MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_TYPE: type }) =>
      password !== undefined && type === 'UserAssignedMSI',
    fault: 'MICROSOFT_APP_PASSWORD must be empty when MICROSOFT_APP_TYPE is UserAssignedMSI.',
  },
  {
    broken: ({ MICROSOFT_APP_TENANT_ID: tenant, MICROSOFT_APP_TYPE: type }) =>
      tenant === undefined && (type === 'SingleTenant' || type === 'UserAssignedMSI'),
    fault:
      'MICROSOFT_APP_TENANT_ID is not set. MICROSOFT_APP_TYPE SingleTenant and UserAssignedMSI need it.',
  },
  {
    // The SDK would ignore the tenant and ask for tokens elsewhere: every reply would fail.
    broken: ({ MICROSOFT_APP_TENANT_ID: tenant, MICROSOFT_APP_TYPE: type }) =>
      tenant !== undefined && type === 'MultiTenant',
    fault:
      'MICROSOFT_APP_TENANT_ID must be empty when MICROSOFT_APP_TYPE is MultiTenant. For a bot of one tenant set SingleTenant.',
  },
  ...modelRules,
]

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text
}

function isSecureUrl(text: string): boolean {
  return /^https:\/\/[^\s/]/.test(text) && text.length <= 2048 && URL.canParse(text)
}

function origins() {
  const listed = (text: string) => text.split(/[\s,]+/).filter((one) => one !== '')
  const all = that((text) => listed(text).every(isOrigin), `a list of origins, each ${anOrigin}`)
  return all.transform(listed).optional()
}
