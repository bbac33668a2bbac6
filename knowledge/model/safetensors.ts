import { z } from 'zod'

/** A tensor as stored: its number format, its shape and its little-endian bytes. */
export interface StoredTensor {
  readonly dtype: Dtype
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

const BYTES = { F16: 2, BF16: 2, F32: 4, F64: 8, I8: 1, U8: 1, I16: 2, I32: 4, I64: 8 } as const
const MAX_HEADER = 100_000_000
const PREFIX = 8

type Dtype = keyof typeof BYTES

const whole = z.number().int().nonnegative()
const header = z.record(
  z.string(),
  z.object({
    dtype: z.enum(['F16', 'BF16', 'F32', 'F64', 'I8', 'U8', 'I16', 'I32', 'I64']),
    shape: z.array(whole),
    data_offsets: z.tuple([whole, whole]),
  }),
)

type Header = z.infer<typeof header>

/**
 * The tensors of a safetensors file by name, as views into `file` (nothing is copied). Throws when
 * the header, a shape or an offset doesn't fit the file. Format: the safetensors project's README.
 */
export function readSafetensors(file: Uint8Array): Map<string, StoredTensor> {
  const start = PREFIX + headerLength(file)
  const entries = parseHeader(file.subarray(PREFIX, start))
  checkOffsets(entries, file.byteLength - start)
  return new Map(
    Object.entries(entries).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => [name, { dtype, shape, bytes: file.subarray(start + from, start + to) }],
    ),
  )
}

function headerLength(file: Uint8Array): number {
  if (file.byteLength < PREFIX) throw fault('shorter than its 8-byte header length')
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true)
  const room = Math.min(file.byteLength - PREFIX, MAX_HEADER)
  if (length > room) throw fault(`header length ${length} does not fit (at most ${room} bytes)`)
  return Number(length)
}

function parseHeader(bytes: Uint8Array): Header {
  const entries = Object.entries(parseObject(new TextDecoder().decode(bytes)))
  const tensors = Object.fromEntries(entries.filter(([name]) => name !== '__metadata__'))
  const checked = header.safeParse(tensors)
  if (checked.success) return checked.data
  throw fault(`header does not describe tensors: ${z.prettifyError(checked.error)}`)
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch (cause) {
    throw fault('header is not a JSON object', cause)
  }
}

function checkOffsets(entries: Header, room: number): void {
  let end = 0
  const inOrder = Object.entries(entries).sort(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0],
  )
  for (const [
    name,
    {
      dtype,
      shape,
      data_offsets: [from, to],
    },
  ] of inOrder) {
    const size = shape.reduce((product, side) => product * side, BYTES[dtype])
    if (to - from !== size) throw fault(`"${name}" has ${to - from} bytes, its shape needs ${size}`)
    if (from !== end) throw fault(`"${name}" starts at byte ${from}, expected ${end}`)
    end = to
  }
  if (end !== room) throw fault(`tensors end at byte ${end}, the data has ${room} bytes`)
}

function fault(detail: string, cause?: unknown): Error {
  return new Error(`Model: the weights file is damaged: ${detail}. Run npm ci.`, { cause })
}
