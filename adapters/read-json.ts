import { readFile } from 'node:fs/promises'
import type { z } from 'zod'

/** What a file of JSON is to hold, and how a fault in it is reported. */
export interface Format<T> {
  readonly schema: z.ZodType<T>
  /** Whose file it is, to open the message with: `Batch`, `Eval`. */
  readonly speaker: string
  /** Something right, to be shown where something is wrong. */
  readonly example: string
}

/**
 * Reads a file that is one piece of JSON.
 * @throws Error naming the file and what is wrong in it
 */
export async function readJson<T>(file: string, format: Format<T>): Promise<T> {
  return checked(await readText(file, format.speaker), file, format)
}

/**
 * Reads a file of JSON lines; blank lines are skipped.
 * @throws Error naming the file, or the line that is wrong
 */
export async function readJsonLines<T>(file: string, format: Format<T>): Promise<T[]> {
  const lines = (await readText(file, format.speaker)).split('\n')
  return lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [checked(line, `${file}, line ${index + 1},`, format)],
  )
}

async function readText(file: string, speaker: string): Promise<string> {
  try {
    // Some editors put a byte order mark in front.
    return (await readFile(file, 'utf8')).replace(/^\ufeff/, '')
  } catch (cause) {
    throw new Error(`${speaker}: ${file} can’t be read. Name a readable text file.`, { cause })
  }
}

function checked<T>(text: string, where: string, { schema, speaker, example }: Format<T>): T {
  const value = parsed(text)
  const { data, error } = schema.safeParse(value)
  if (error === undefined) return data
  const faults = error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`)
  const why = value === undefined ? 'it is no JSON' : faults.join('; ')
  throw new Error(`${speaker}: ${where} must be JSON such as ${example}, but ${why}. Mend it.`)
}

/** JSON has no undefined: it stands for a text that is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
