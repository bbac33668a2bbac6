import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const BLOCKS = 16
const BLOCK = 4096

/** A file's length in bytes and a hash over samples of it. */
export interface Sample {
  readonly bytes: number
  readonly hash: string
}

/**
 * SHA-256 over the length, the head, the tail and 14 evenly spaced blocks of a file: tells a
 * truncated, half-written or foreign file in about a millisecond, where all of 90 MB would take
 * a tenth of a second on every start. Throws what opening the file throws.
 */
export async function sampleFile(path: string): Promise<Sample> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const hash = createHash('sha256').update(`${size}`)
    for (const position of positions(size)) {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(BLOCK), position })
      hash.update(buffer.subarray(0, bytesRead))
    }
    return { bytes: size, hash: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

/** Where blocks start so that the first is the head, the last the tail, and short files are whole. */
function positions(size: number): number[] {
  const count = Math.min(BLOCKS, Math.ceil(size / BLOCK))
  const step = (size - BLOCK) / (count - 1)
  return Array.from({ length: count }, (_, i) => (i === 0 ? 0 : Math.floor(i * step)))
}
