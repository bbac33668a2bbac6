import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { z } from 'zod'
import { type Fact, factSchema } from './schema.js'

/** Something that people ask about and the report doesn't say. */
export interface Gap {
  readonly id: string
  readonly questions: readonly string[]
  /** What is missing, as a noun phrase: `how long the film lasts`. */
  readonly topic: string
  /** The fact that comes closest, where there is one. */
  readonly nearby: string | null
}

/** The fact database: every record checked, phrasings and gaps beside the facts they speak of. */
export interface Facts {
  readonly all: readonly Fact[]
  /** Questions that a fact answers, by fact id. */
  readonly phrasings: ReadonlyMap<string, readonly string[]>
  readonly gaps: readonly Gap[]
}

const gapSchema = z.strictObject({
  id: z.string().min(1),
  questions: z.array(z.string().min(1)).min(1),
  topic: z.string().min(1),
  nearby: z.string().nullable(),
})

/**
 * Opens the three files of the fact database.
 * @param folder holds facts.json, phrasings.json and gaps.json
 * @throws Error naming the file, the record's id and the field where something is missing or wrong
 */
export async function openFacts(folder: URL): Promise<Facts> {
  // One after the other, so that of several missing files the same one is always named.
  const records = await read(new URL('facts.json', folder))
  const phrasings = await read(new URL('phrasings.json', folder))
  const gaps = await read(new URL('gaps.json', folder))
  const all = checkAll(records, factSchema, 'facts.json')
  const byFact = check(
    phrasings,
    z.record(z.string(), z.array(z.string().min(1))),
    'phrasings.json',
  )
  const facts = {
    all,
    phrasings: new Map(Object.entries(byFact)),
    gaps: checkAll(gaps, gapSchema, 'gaps.json'),
  }
  checkReferences(facts)
  return facts
}

/** lowdb's own preset keeps records in memory under a test runner and invents a missing file, so the adapter is named and absence is an error. */
async function read(file: URL): Promise<unknown> {
  const database = new Low<unknown>(new JSONFile(file), null)
  try {
    await database.read()
  } catch (cause) {
    throw new Error(`Facts: ${file.pathname} is not valid JSON. Restore the file.`, { cause })
  }
  if (database.data === null) {
    throw new Error(`Facts: ${file.pathname} is missing or empty. Restore the file.`)
  }
  return database.data
}

/**
 * Checks each record of a list.
 * @throws Error naming the file, the record's id and the field
 */
export function checkAll<T>(records: unknown, schema: z.ZodType<T>, file: string): T[] {
  const list = check(records, z.array(z.unknown()), file)
  return list.map((record, index) =>
    check(record, schema, `${file}, record ${idOf(record, index)}`),
  )
}

function check<T>(value: unknown, schema: z.ZodType<T>, where: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'it'}: ${message}`,
  )
  throw new Error(`Facts: ${where} is wrong: ${faults.join('; ')}. Mend the record.`)
}

function idOf(record: unknown, index: number): string {
  const named = z.object({ id: z.string() }).safeParse(record)
  return named.success ? `"${named.data.id}"` : `number ${index + 1}`
}

function checkReferences({ all, phrasings, gaps }: Facts): void {
  const ids = new Set<string>()
  for (const { id } of [...all, ...gaps]) {
    if (ids.has(id))
      throw new Error(`Facts: the id "${id}" is used twice. Rename one of the records.`)
    ids.add(id)
  }
  const named = [...phrasings.keys(), ...gaps.flatMap(({ nearby }) => nearby ?? [])]
  const unknown = named.find((id) => !ids.has(id))
  if (unknown)
    throw new Error(
      `Facts: "${unknown}" is named by phrasings.json or gaps.json, but there is no such fact. Mend the name.`,
    )
}
