import { widen } from './float16.js'
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
