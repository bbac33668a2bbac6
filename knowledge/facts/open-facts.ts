import { existsSync } from 'node:fs'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { z } from 'zod'
import type { Document } from '../documents/open-document.js'
import { type Ask, asks, type Slot, slots } from './asks.js'
import { type Fact, factSchema } from './schema.js'

/** Something that people ask about and the report doesn't say. */
export interface Gap {
  readonly id: string
  readonly questions: readonly string[]
  /** What is missing, as a noun phrase: `how long the film lasts`; absent where nobody named it. */
  readonly topic?: string | undefined
  /** What would fill the answer that isn't there. */
  readonly slot?: Slot | undefined
  /** The fact that comes closest, where there is one. */
  readonly nearby: string | null
}

/** A question as people put it, and what it asks for. */
export interface Phrasing {
  readonly text: string
  readonly ask: Ask
  readonly slot: Slot
}

/** The fact database: every record checked, phrasings and gaps beside the facts they speak of. */
export interface Facts {
  readonly all: readonly Fact[]
  /** Questions that a fact answers, by fact id. */
  readonly phrasings: ReadonlyMap<string, readonly Phrasing[]>
  readonly gaps: readonly Gap[]
  readonly broad: readonly Broad[]
  readonly followUps: readonly FollowUp[]
}

/** A short question after an answer, and what it means there. */
export interface FollowUp {
  readonly text: string
  /** The id of the fact that was told before. */
  readonly after: string
  /** The id of the fact that is meant; null where the document doesn't say. */
  readonly means: string | null
}

/** Questions that no single statement answers, and the paragraphs that an answer rests on. */
export type Broad = z.infer<typeof broadSchema>

const broadSchema = z.strictObject({
  id: z.string().min(1),
  ask: z.enum(asks),
  paragraphs: z.array(z.int()).min(1),
  questions: z.array(z.string().min(1)).min(1),
})

const gapSchema = z.strictObject({
  id: z.string().min(1),
  questions: z.array(z.string().min(1)).min(1),
  topic: z.string().min(1).optional(),
  slot: z.enum(slots).optional(),
  nearby: z.string().nullable(),
})

const phrasingSchema = z
  .tuple([z.string().min(1), z.enum(asks), z.enum(slots)])
  .transform(([text, ask, slot]): Phrasing => ({ text, ask, slot }))

const followUpSchema = z
  .tuple([z.string().min(1), z.string(), z.string().nullable()])
  .transform(([text, after, means]): FollowUp => ({ text, after, means }))

const files = ['facts.json', 'phrasings.json', 'gaps.json', 'broad.json', 'followups.json'] as const

/**
 * Opens the fact database of a document: five files, or none where nobody wrote facts about it.
 * @param folder the document's folder: facts.json, phrasings.json, gaps.json, broad.json,
 *   followups.json
 * @throws Error naming the file, the record's id and the field where something is missing or wrong
 */
export async function openFacts(folder: URL, document: Document): Promise<Facts> {
  if (!files.some((file) => existsSync(new URL(file, folder)))) {
    return { all: [], phrasings: new Map(), gaps: [], broad: [], followUps: [] }
  }
  // One after the other, so that of several missing files the same one is always named.
  const records = await read(new URL('facts.json', folder))
  const phrasings = await read(new URL('phrasings.json', folder))
  const gaps = await read(new URL('gaps.json', folder))
  const broad = await read(new URL('broad.json', folder))
  const followUps = await read(new URL('followups.json', folder))
  const { symbol } = document
  const all = checkAll(records, factSchema, 'facts.json').map((fact) => ({
    ...fact,
    document: symbol,
  }))
  const byFact = check(phrasings, z.record(z.string(), z.array(phrasingSchema)), 'phrasings.json')
  const facts = {
    all,
    phrasings: new Map(Object.entries(byFact)),
    gaps: checkAll(gaps, gapSchema, 'gaps.json'),
    broad: checkAll(broad, broadSchema, 'broad.json'),
    followUps: check(followUps, z.array(followUpSchema), 'followups.json'),
  }
  checkReferences(facts)
  checkPlaces(all, document)
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

const namedSchema = z.object({ id: z.string() })

function idOf(record: unknown, index: number): string {
  const named = namedSchema.safeParse(record)
  return named.success ? `"${named.data.id}"` : `number ${index + 1}`
}

function checkReferences({ all, phrasings, gaps, followUps }: Facts): void {
  const ids = new Set<string>()
  for (const { id } of [...all, ...gaps]) {
    if (ids.has(id))
      throw new Error(`Facts: the id "${id}" is used twice. Rename one of the records.`)
    ids.add(id)
  }
  const named = [
    ...phrasings.keys(),
    ...gaps.flatMap(({ nearby }) => nearby ?? []),
    ...followUps.flatMap(({ after, means }) => [after, ...(means === null ? [] : [means])]),
  ]
  const unknown = named.find((id) => !ids.has(id))
  if (unknown)
    throw new Error(
      `Facts: "${unknown}" is named by phrasings.json, gaps.json or followups.json, but there is no such fact. Mend the name.`,
    )
}

function checkPlaces(all: readonly Fact[], { passages, symbol }: Document): void {
  const known = new Set(passages.map(({ paragraph }) => paragraph))
  for (const fact of all) {
    const mentioned = 'mentions' in fact ? fact.mentions.map(({ paragraph }) => paragraph) : []
    const unknown = [...fact.paragraphs, ...mentioned].find((one) => !known.has(one))
    if (unknown === undefined) continue
    throw new Error(
      `Facts: facts.json, record "${fact.id}" rests on paragraph ${unknown}, which ${symbol} doesn't have. Mend the record.`,
    )
  }
}
