import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Embedder } from '../model/embedder.js'
import type { Unit } from './units.js'
import { toVectorIndex, type VectorIndex } from './vector-index.js'

/** The first line of the file: what the vectors were made by, and how many there are. */
interface Header {
  /** The fingerprint of the model. */
  readonly model: string
  readonly rows: number
  readonly dimensions: number
}

/** Bytes of a text's SHA-256 that tell it from any other here. */
const digestBytes = 16

/** Vectors with the digests of the texts that they were made from, row by row. */
interface Saved {
  readonly digests: Buffer
  readonly vectors: Float32Array
}

/**
 * Opens the saved vectors of the units. What is missing in the file, or was made by another model, is
 * made and saved; texts that were embedded before keep their vectors.
 * @throws Error where the file can't be written, with the system's error as its cause
 */
export async function openIndex(
  file: string,
  units: readonly Unit[],
  embedder: Embedder,
): Promise<VectorIndex> {
  const { fingerprint: model, dimensions } = embedder
  const digests = Buffer.concat(units.map(({ text }) => digestOf(text)))
  const saved = await load(file, { model, dimensions })
  if (saved?.digests.equals(digests)) return { dimensions, vectors: saved.vectors }
  const vectors = await vectorsOf(units, saved, embedder)
  const made = toVectorIndex(vectors, dimensions)
  await save(file, { model, rows: units.length, dimensions }, { digests, vectors: made.vectors })
  return made
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, digestBytes)
}

/** The vector of each unit: the saved one of the same text, or a new one. */
async function vectorsOf(
  units: readonly Unit[],
  saved: Saved | undefined,
  embedder: Embedder,
): Promise<Float32Array[]> {
  const known = new Map<string, Float32Array>()
  const { digests = Buffer.alloc(0), vectors = new Float32Array() } = saved ?? {}
  for (let row = 0; row * digestBytes < digests.length; row += 1) {
    const digest = digests.subarray(row * digestBytes, (row + 1) * digestBytes)
    const from = row * embedder.dimensions
    known.set(digest.toString('hex'), vectors.subarray(from, from + embedder.dimensions))
  }
  const keyed = units.map(({ text }) => ({ text, key: digestOf(text).toString('hex') }))
  const missing = new Map(keyed.filter(({ key }) => !known.has(key)).map((one) => [one.key, one]))
  const made = await embedder.embed([...missing.values()].map(({ text }) => text))
  for (const [at, key] of [...missing.keys()].entries()) {
    const vector = made[at]
    if (vector) known.set(key, vector)
  }
  return keyed.map(({ key }) => known.get(key) ?? new Float32Array())
}

/** The file is one line of JSON, then the digests, then the numbers as little-endian float32. */
async function load(
  file: string,
  { model, dimensions }: Omit<Header, 'rows'>,
): Promise<Saved | undefined> {
  const bytes = existsSync(file) ? await readFile(file) : Buffer.alloc(0)
  const end = bytes.indexOf('\n')
  const rows = end < 0 ? 0 : rowsIn(bytes.subarray(0, end).toString())
  const wanted = JSON.stringify({ model, rows, dimensions } satisfies Header)
  if (rows === 0 || bytes.subarray(0, end).toString() !== wanted) return undefined
  const body = bytes.subarray(end + 1)
  const digests = body.subarray(0, rows * digestBytes)
  const numbers = body.subarray(rows * digestBytes)
  if (numbers.length !== rows * dimensions * 4) return undefined
  const vectors = new Float32Array(rows * dimensions)
  Buffer.from(vectors.buffer).set(numbers)
  return { digests, vectors }
}

/** The number of rows that a header tells; 0 where it is none. */
function rowsIn(header: string): number {
  return Number(/"rows":(\d+)/.exec(header)?.[1] ?? 0)
}

async function save(file: string, header: Header, { digests, vectors }: Saved): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`
  const numbers = Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength)
  const head = Buffer.from(`${JSON.stringify(header)}\n`)
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(temporary, Buffer.concat([head, digests, numbers]))
    await rename(temporary, file)
  } catch (cause) {
    // Cleaning up may fail for the same reason; the reason is what the operator needs.
    await rm(temporary, { force: true }).catch(() => undefined)
    throw new Error(
      `Index: cannot write ${file}. Free some disk space, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
}
