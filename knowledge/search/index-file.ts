import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Embedder } from '../model/embedder.js'
import type { Unit } from './units.js'
import { rowOf, toVectorIndex, type VectorIndex } from './vector-index.js'

/** The first line of the file: what the vectors were made by, and how many there are. */
interface Header {
  /** The fingerprint of the model. */
  readonly model: string
  readonly rows: number
  readonly dimensions: number
  /** Whether the numbers of a vector stand together or, as here, the vectors side by side. */
  readonly order: 'columns'
}

/** Bytes of a text's SHA-256 that tell it from any other here. */
const digestBytes = 16

/** An index with the digests of the texts that it was made from: of all together, and row by row. */
interface Saved {
  readonly whole: Buffer
  readonly digests: Buffer
  readonly index: VectorIndex
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
  const saved = await load(file, { model, dimensions })
  const whole = digestOf(JSON.stringify(units.map(({ text }) => text)))
  if (saved?.whole.equals(whole)) return saved.index
  const digests = Buffer.concat(units.map(({ text }) => digestOf(text)))
  const index = toVectorIndex(await vectorsOf(units, saved, embedder), dimensions)
  const header = { model, rows: units.length, dimensions, order } as const
  await save(file, header, { whole, digests, index })
  return index
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
  for (let row = 0; saved !== undefined && row < saved.index.rows; row += 1) {
    const digest = saved.digests.subarray(row * digestBytes, (row + 1) * digestBytes)
    known.set(digest.toString('hex'), rowOf(saved.index, row))
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
  { model, dimensions }: Pick<Header, 'model' | 'dimensions'>,
): Promise<Saved | undefined> {
  const bytes = existsSync(file) ? await readFile(file) : Buffer.alloc(0)
  const end = bytes.indexOf('\n') + 1
  const rows = rowsIn(bytes.subarray(0, end).toString())
  const head = headOf({ model, rows, dimensions, order })
  if (rows === 0 || !bytes.subarray(0, end).equals(head)) return undefined
  const whole = bytes.subarray(end, end + digestBytes)
  const digests = bytes.subarray(end + digestBytes, end + (rows + 1) * digestBytes)
  const numbers = bytes.subarray(end + (rows + 1) * digestBytes)
  if (numbers.length !== rows * dimensions * 4) return undefined
  // What was read isn't copied: this is most of the file, and takes as long to copy as to read.
  const vectors = new Float32Array(numbers.buffer, numbers.byteOffset, rows * dimensions)
  return { whole, digests, index: { dimensions, rows, vectors } }
}

const order = 'columns'

/** The header as a line whose length is a multiple of four, as float32 needs of what follows. */
function headOf(header: Header): Buffer {
  const line = Buffer.from(`${JSON.stringify(header)}\n`)
  const room = Math.ceil(line.length / 4) * 4 - line.length
  return Buffer.concat([line.subarray(0, -1), Buffer.from(`${' '.repeat(room)}\n`)])
}

/** The number of rows that a header tells; 0 where it is none. */
function rowsIn(header: string): number {
  return Number(/"rows":(\d+)/.exec(header)?.[1] ?? 0)
}

async function save(file: string, header: Header, { whole, digests, index }: Saved): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`
  const { buffer, byteOffset, byteLength } = index.vectors
  const numbers = Buffer.from(buffer, byteOffset, byteLength)
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(temporary, [headOf(header), whole, digests, numbers])
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
