import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { chatModelOf, readKey } from './chat-model/settings.js'
import { combinationFaults, secrets, variables, type Written } from './variables.js'

/** The settings of one run; nothing in them changes after they were read. */
export type Config = ReturnType<typeof arranged>

/** Settings that can't be used; `faults` has every one that was found. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['Configuration: mend the following, then start again.', ...faults].join('\n  '))
  }
}

/**
 * Reads the settings from the environment and, for what isn't set there, from a `.env` file.
 *
 * @throws ConfigError with every fault of both
 */
export function loadConfig(file = '.env'): Config {
  const text = textOf(file)
  const faults = text
    .split(/\r?\n/)
    .flatMap((line, index) =>
      assignment.test(line) ? [] : `${file}, line ${index + 1}, must be NAME=value or a # comment.`,
    )
  const config = readConfig({ ...parseEnv(text), ...written(process.env) }, faults)
  if (config.chatModel !== undefined) hideFromClients()
  return config
}

/**
 * Checks the settings; an empty value counts as not set.
 *
 * @throws ConfigError with every fault, each with the variable, its value and what it accepts
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  earlier: readonly string[] = [],
): Config {
  const set = written(env)
  const { data, error } = variables.safeParse(set)
  const own = (error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0])
    const value = secrets.has(name) ? 'set' : `“${set[name] ?? ''}”`
    return `${name} is ${value}, but must be ${message}.`
  })
  const read = readKey(set.MODEL_KEY, set.MODEL_KEY_FILE)
  const unread = 'fault' in read ? [read.fault] : []
  const faults = [...earlier, ...own, ...combinationFaults(set), ...unread]
  if (data === undefined || 'fault' in read || faults.length > 0) throw new ConfigError(faults)
  return arranged(data, read.key)
}

/**
 * The clients of language models read variables of their own, which send prompts to other hosts,
 * print them or add to them: what isn't set by our names isn't set.
 */
function hideFromClients(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(?:LANGCHAIN|LANGSMITH|OPENAI|AZURE_OPENAI|OLLAMA)_/.test(name)) {
      Reflect.deleteProperty(process.env, name)
    }
  }
}

const assignment = /^\s*(?:#.*|(?:export\s+)?[A-Za-z_]\w*\s*=.*)?$/

function arranged(set: ReturnType<typeof variables.parse>, key: string | undefined) {
  const app = appOf(set)
  return Object.freeze({
    host: set.HOST ?? (app === undefined ? '127.0.0.1' : '0.0.0.0'),
    port: set.PORT,
    dataDir: set.DATA_DIR,
    model: set.MODEL,
    precision: set.MODEL_PRECISION,
    /**
     * The bot's registration with Microsoft; without one the bot is for this machine only. Where no
     * type is set, a tenant makes it SingleTenant.
     */
    app,
    logLevel: set.LOG_LEVEL,
    maxMessageLength: set.MAX_MESSAGE_LENGTH,
    bodyLimit: set.BODY_LIMIT,
    web: webOf(set),
    /** Where the web page's chat client lies; it is fetched into it only where it is missing. */
    webClientDir: set.WEB_CLIENT_DIR ?? join(set.DATA_DIR, 'web'),
    /** Origins whose pages may show ours in a frame. */
    frameAncestors: Object.freeze(set.FRAME_ANCESTORS ?? []),
    /** Whom readers of the web chat may ask: an e-mail address or an https URL. */
    contact: set.CONTACT,
    /** Hours for which an unused conversation is remembered, on any channel. */
    conversationHours: hoursOf(set),
    /** Days for which feedback, questions asked in vain and conversations are kept at most. */
    retentionDays: set.RETENTION_DAYS,
    keepMisses: set.KEEP_MISSES === 'on',
    teams: teamsOf(set),
    /** The language model that may write answers; without one none is asked. */
    chatModel: chatModelOf(set, key),
  })
}

/** The bot's registration with Microsoft, where there is one. */
function appOf(set: ReturnType<typeof variables.parse>) {
  const id = set.MICROSOFT_APP_ID
  if (id === undefined) return undefined
  return Object.freeze({
    id,
    password: set.MICROSOFT_APP_PASSWORD,
    type: set.MICROSOFT_APP_TYPE ?? inferredType(set.MICROSOFT_APP_TENANT_ID),
    tenant: set.MICROSOFT_APP_TENANT_ID,
  })
}

function inferredType(tenant: string | undefined): 'SingleTenant' | 'MultiTenant' {
  return tenant === undefined ? 'MultiTenant' : 'SingleTenant'
}

/** What the Teams app package says of the bot and its developer; the bot itself does without. */
function teamsOf(set: ReturnType<typeof variables.parse>) {
  return Object.freeze({
    /** Where the bot is reached from outside. */
    origin: set.PUBLIC_ORIGIN,
    developer: set.TEAMS_DEVELOPER,
    websiteUrl: set.TEAMS_WEBSITE_URL ?? set.PUBLIC_ORIGIN,
    privacyUrl: set.TEAMS_PRIVACY_URL,
    termsUrl: set.TEAMS_TERMS_URL,
  })
}

/** Nothing is kept for longer than the days that are set for everything. */
function hoursOf(set: ReturnType<typeof variables.parse>): number {
  return Math.min(set.CONVERSATION_HOURS, set.RETENTION_DAYS * 24)
}

/** The web chat and its limits, or undefined where it is switched off. */
function webOf(set: ReturnType<typeof variables.parse>) {
  if (set.DIRECT_LINE === 'off') return undefined
  return Object.freeze({
    secret: set.DIRECT_LINE_SECRET,
    /** Where users reach this server, if that isn't the host they name. */
    publicOrigin: set.PUBLIC_ORIGIN,
    /** Origins other than our own whose pages may use Direct Line. */
    origins: Object.freeze(set.WEB_ORIGINS ?? []),
    /** Proxies in front of this server that set X-Forwarded-For. */
    proxies: set.TRUST_PROXY,
    conversations: set.CONVERSATIONS,
    conversationHours: hoursOf(set),
    messagesPerMinute: set.MESSAGES_PER_MINUTE,
    requestsPerMinute: set.REQUESTS_PER_MINUTE,
    newConversationsPerHour: set.NEW_CONVERSATIONS_PER_HOUR,
    socketsPerAddress: set.SOCKETS_PER_ADDRESS,
  })
}

function written(
  env: Readonly<Record<string, string | undefined>>,
): Written & Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value = '']) =>
    value.trim() === '' ? [] : [[name, value.trim()] as const],
  )
  return Object.fromEntries(entries)
}

function textOf(file: string): string {
  if (!existsSync(file)) return ''
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ConfigError([
      `${file} can’t be read (${String(cause)}). Make it a readable text file, or remove it.`,
    ])
  }
}
