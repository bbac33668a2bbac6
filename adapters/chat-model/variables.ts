import { z } from 'zod'
import { oneOf, that, whole } from '../variable-kinds.js'

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i
const anAddress =
  'an address such as https://api.openai.com/v1, without a user name, a query or a fragment'

/** The variables of the language model, with what each accepts. */
export const modelVariables = {
  MODEL_URL: that(isServiceUrl, anAddress).optional(),
  MODEL_NAME: that(
    (text) => /^[^\s\p{Cc}]{1,200}$/u.test(text),
    'a name without spaces',
  ).optional(),
  MODEL_SERVICE: oneOf('openai', 'azure', 'ollama').default('openai'),
  MODEL_KEY: that(isKey, 'a key of printable ASCII characters without spaces').optional(),
  MODEL_KEY_FILE: z.string().optional(),
  MODEL_API_VERSION: that(
    (text) => /^[\w.-]{1,40}$/.test(text),
    'a version such as 2024-10-21',
  ).default('2024-10-21'),
  MODEL_EVIDENCE_TOKENS: whole(500, 1_000_000).default(12_000),
  MODEL_FIRST_MS: whole(100, 60_000).default(2000),
  MODEL_WHOLE_MS: whole(500, 120_000).default(12_000),
  MODEL_RETRIES: whole(0, 1).default(1),
  MODEL_TOKENS_PER_PERSON: whole(1, 999_999_999).default(300_000),
  MODEL_TOKENS_PER_DAY: whole(1, 999_999_999).default(5_000_000),
  MODEL_PRICE_INPUT: decimal().optional(),
  MODEL_PRICE_OUTPUT: decimal().optional(),
  MODEL_COST_PER_PERSON: decimal().optional(),
  MODEL_COST_PER_DAY: decimal().optional(),
}

/** The variables as they were written. */
type Written = Readonly<Partial<Record<keyof typeof modelVariables, string>>>

/** What is wrong with variables of the model that are each well written but don't go together. */
export const modelRules: readonly { broken: (set: Written) => boolean; fault: string }[] = [
  {
    broken: ({ MODEL_URL: url, MODEL_NAME: name }) => (url === undefined) !== (name === undefined),
    fault: 'MODEL_URL and MODEL_NAME go together. Set both for a language model, or neither.',
  },
  {
    broken: ({ MODEL_KEY: key, MODEL_KEY_FILE: file }) => key !== undefined && file !== undefined,
    fault: 'MODEL_KEY and MODEL_KEY_FILE are both set. Set one of them.',
  },
  {
    broken: (set) => set.MODEL_SERVICE === 'azure' && set.MODEL_URL !== undefined && !hasKey(set),
    fault: 'MODEL_KEY is not set. MODEL_SERVICE azure needs it, or MODEL_KEY_FILE.',
  },
  {
    broken: (set) => hasKey(set) && isInTheClear(set.MODEL_URL),
    fault:
      'MODEL_URL must begin with https:// where a key is set: by http the key would travel in the clear. Only this machine itself may be asked by http with a key.',
  },
  {
    broken: ({ MODEL_FIRST_MS: first = '2000', MODEL_WHOLE_MS: all = '12000' }) =>
      Number(first) > Number(all),
    fault: 'MODEL_FIRST_MS must not be more than MODEL_WHOLE_MS.',
  },
  {
    broken: ({ MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output }) =>
      (input === undefined) !== (output === undefined),
    fault: 'MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT go together. Set both or neither.',
  },
  ...(['MODEL_COST_PER_PERSON', 'MODEL_COST_PER_DAY'] as const).map((name) => ({
    broken: (set: Written) =>
      set[name] !== undefined && (set.MODEL_PRICE_INPUT ?? set.MODEL_PRICE_OUTPUT) === undefined,
    fault: `${name} is set, but MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT are not. It needs both.`,
  })),
]

/** Whether a text can be a service's key: it travels in a header. */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(text)
}

function hasKey({ MODEL_KEY: key, MODEL_KEY_FILE: file }: Written): boolean {
  return (key ?? file) !== undefined
}

function isServiceUrl(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false
  const { username, password, search, hash } = new URL(text)
  return username + password === '' && !/[?#]/.test(text) && search + hash === ''
}

function isInTheClear(url = ''): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'http:' && !isLoopback(new URL(url))
}

function isLoopback({ hostname }: URL): boolean {
  return loopback.test(hostname)
}

function decimal() {
  return that(
    (text) => /^\d{1,9}(?:\.\d{1,9})?$/.test(text),
    'a decimal number such as 0.15',
  ).transform(Number)
}
