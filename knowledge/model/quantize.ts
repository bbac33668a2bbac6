import type { Matrix } from './weights.js'

/** Signed bytes of a matrix and, for each of its rows, what one step is worth. */
export interface QuantizedRows {
  readonly values: Int8Array
  readonly scales: Float32Array
}

/** Rounds each row to whole steps from -`top` to `top`, its largest number being `top` steps. */
export function quantizeRows({ values, rows, columns }: Matrix, top: number): QuantizedRows {
  const quantized = new Int8Array(values.length)
  const scales = new Float32Array(rows)
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns
    const scale = largest(values, start, start + columns) / top || 1
    scales[row] = scale
    for (let i = start; i < start + columns; i += 1) {
      quantized[i] = Math.round((values[i] ?? 0) / scale)
    }
  }
  return { values: quantized, scales }
}

function largest(values: Float32Array, from: number, to: number): number {
  let max = 0
  for (let i = from; i < to; i += 1) max = Math.max(max, Math.abs(values[i] ?? 0))
  return max
}
