import { readFileSync } from 'node:fs'
import { isKey, type modelVariables } from './variables.js'
import type { z } from 'zod'

/** Which language model to ask, and within which limits. */
export type ChatModelSettings = NonNullable<ReturnType<typeof chatModelOf>>

type Set = z.infer<z.ZodObject<typeof modelVariables>>

/**
 * The language model's settings, or undefined where none is set.
 *
 * @param key as it was set or read from its file
 */
export function chatModelOf(set: Set, key: string | undefined) {
  const { MODEL_URL: url, MODEL_NAME: name } = set
  if (url === undefined || name === undefined) return undefined
  const { MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output } = set
  return Object.freeze({
    service: set.MODEL_SERVICE,
    url: url.endsWith('/') ? url.slice(0, -1) : url,
    /** The model's name, on Azure the deployment's. */
    name,
    key,
    apiVersion: set.MODEL_API_VERSION,
    /** Tokens of evidence that a prompt has at most. */
    evidenceTokens: set.MODEL_EVIDENCE_TOKENS,
    /** Milliseconds to the first words of each attempt, and to the end of all. */
    firstMs: set.MODEL_FIRST_MS,
    wholeMs: set.MODEL_WHOLE_MS,
    retries: set.MODEL_RETRIES,
    /** What may be spent in a day, by one person and by all; costs are in the currency of the prices. */
    caps: Object.freeze({
      person: Object.freeze({
        tokens: set.MODEL_TOKENS_PER_PERSON,
        cost: set.MODEL_COST_PER_PERSON ?? Infinity,
      }),
      day: Object.freeze({
        tokens: set.MODEL_TOKENS_PER_DAY,
        cost: set.MODEL_COST_PER_DAY ?? Infinity,
      }),
    }),
    /** Per million tokens; nothing costs anything where they aren't set. */
    prices: Object.freeze({ input: input ?? 0, output: output ?? 0 }),
  })
}

/** A key that was read, or what is wrong with its file. */
export type KeyRead = { readonly key: string | undefined } | { readonly fault: string }

/** Reads the key from its file, once; without one it is the key that was set itself. */
export function readKey(key: string | undefined, file: string | undefined): KeyRead {
  if (file === undefined) return { key }
  try {
    const read = readFileSync(file, 'utf8').trim()
    if (isKey(read)) return { key: read }
    return { fault: `MODEL_KEY_FILE is “${file}”, but must be a file with nothing but the key.` }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return { fault: `MODEL_KEY_FILE is “${file}”, but must be a file that can be read (${code}).` }
  }
}
