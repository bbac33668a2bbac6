import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Embedder } from '../model/embedder.js'
import type { Unit } from './units.js'
import { toVectorIndex, type VectorIndex } from './vector-index.js'

/** The first line of the file: what the vectors were made by and from. */
interface Header {
  /** The fingerprint of the model. */
  readonly model: string
  /** SHA-256 over the texts, in order. */
  readonly knowledge: string
  readonly rows: number
  readonly dimensions: number
}

/**
 * Opens the saved vectors of the units, or makes and saves them where the file is missing, cut
 * short, or was made by another model or from other knowledge.
 * @throws Error where the file can't be written, with the system's error as its cause
 */
export async function openIndex(
  file: string,
  units: readonly Unit[],
  embedder: Embedder,
): Promise<VectorIndex> {
  const wanted: Header = {
    model: embedder.fingerprint,
    knowledge: hashOf(units),
    rows: units.length,
    dimensions: embedder.dimensions,
  }
  const saved = await load(file, wanted)
  if (saved) return saved
  const made = toVectorIndex(await embedder.embed(units.map(({ text }) => text)), wanted.dimensions)
  await save(file, wanted, made)
  return made
}

function hashOf(units: readonly Unit[]): string {
  const hash = createHash('sha256')
  for (const { text } of units) hash.update(text).update('\n')
  return hash.digest('hex')
}

/** The file is one line of JSON, then the numbers as little-endian float32. */
async function load(file: string, wanted: Header): Promise<VectorIndex | undefined> {
  const bytes = existsSync(file) ? await readFile(file) : Buffer.alloc(0)
  const end = bytes.indexOf('\n')
  if (end < 0 || bytes.subarray(0, end).toString() !== JSON.stringify(wanted)) return undefined
  const body = bytes.subarray(end + 1)
  if (body.length !== wanted.rows * wanted.dimensions * 4) return undefined
  const vectors = new Float32Array(wanted.rows * wanted.dimensions)
  Buffer.from(vectors.buffer).set(body)
  return { dimensions: wanted.dimensions, vectors }
}

async function save(file: string, header: Header, { vectors }: VectorIndex): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`
  const body = Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength)
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(temporary, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]))
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
