/**
 * Vectors of one length, side by side: first the first number of each, then the second, as the scan
 * reads them.
 */
export interface VectorIndex {
  readonly dimensions: number
  readonly rows: number
  readonly vectors: Float32Array
}

/** Puts vectors of equal length side by side. @throws Error where lengths differ */
export function toVectorIndex(all: readonly Float32Array[], dimensions: number): VectorIndex {
  const rows = all.length
  const vectors = new Float32Array(rows * dimensions)
  for (const [row, vector] of all.entries()) {
    if (vector.length !== dimensions) {
      throw new Error(`Index: vector ${row} has ${vector.length} numbers instead of ${dimensions}.`)
    }
    for (let at = 0; at < dimensions; at += 1) vectors[at * rows + row] = vector[at] ?? 0
  }
  return { dimensions, rows, vectors }
}

/** One vector of an index. */
export function rowOf({ dimensions, rows, vectors }: VectorIndex, row: number): Float32Array {
  return new Float32Array(dimensions).map((_, at) => vectors[at * rows + row] ?? 0)
}
