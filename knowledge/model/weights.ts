import type { StoredTensor } from './safetensors.js'

/** A row-major matrix of float32 numbers. */
export interface Matrix {
  readonly values: Float32Array
  readonly rows: number
  readonly columns: number
}

/** The tensors of a model by name, widened to float32 when asked for. */
export class Weights {
  constructor(private readonly tensors: ReadonlyMap<string, StoredTensor>) {}

  /** A tensor of two axes; throws when there is none of that name. */
  matrix(name: string): Matrix {
    const { dtype, shape, bytes } = this.find(name)
    const [rows, columns, ...more] = shape
    if (dtype !== 'F16' || !rows || !columns || more.length > 0) throw misshapen(name, dtype, shape)
    return { values: widen(bytes), rows, columns }
  }

  /** A tensor of one axis; throws when there is none of that name. */
  vector(name: string): Float32Array {
    const { dtype, shape, bytes } = this.find(name)
    if (dtype !== 'F16' || shape.length !== 1) throw misshapen(name, dtype, shape)
    return widen(bytes)
  }

  private find(name: string): StoredTensor {
    const tensor = this.tensors.get(name)
    if (tensor) return tensor
    throw new Error(`Model: the weights file has no tensor "${name}". Run npm ci.`)
  }
}

function misshapen(name: string, dtype: string, shape: readonly number[]): Error {
  return new Error(
    `Model: "${name}" is ${dtype} of [${shape.join()}], which this writer does not take.`,
  )
}

/** Float32 bits for each of the 65,536 float16 patterns, NaN and infinities included. */
const WIDE = Uint32Array.from({ length: 0x10000 }, (_, half) => widenBits(half))

/**
 * Float16 numbers (IEEE 754 binary16, little-endian, two bytes each) as float32, without loss.
 */
export function widen(bytes: Uint8Array): Float32Array {
  // A copy, because the bytes of a file's view may start at an odd address.
  const halves = new Uint16Array(new Uint8Array(bytes).buffer)
  const bits = new Uint32Array(halves.length)
  for (let i = 0; i < halves.length; i += 1) bits[i] = WIDE[halves[i] ?? 0] ?? 0
  return new Float32Array(bits.buffer)
}

function widenBits(half: number): number {
  const sign = (half & 0x8000) << 16
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13)
  if (exponent !== 0) return sign | ((exponent + 112) << 23) | (fraction << 13)
  if (fraction === 0) return sign
  // A subnormal half is a normal float: its leading one becomes the hidden bit.
  const shift = Math.clz32(fraction) - 21
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13)
}
