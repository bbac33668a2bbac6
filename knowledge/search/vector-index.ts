/** Vectors of one length in one array, row after row. */
export interface VectorIndex {
  readonly dimensions: number
  readonly vectors: Float32Array
}

/** Puts vectors of equal length into one array. @throws Error where lengths differ */
export function toVectorIndex(rows: readonly Float32Array[], dimensions: number): VectorIndex {
  const vectors = new Float32Array(rows.length * dimensions)
  for (const [index, row] of rows.entries()) {
    if (row.length !== dimensions) {
      throw new Error(`Index: vector ${index} has ${row.length} numbers instead of ${dimensions}.`)
    }
    vectors.set(row, index * dimensions)
  }
  return { dimensions, vectors }
}

/** One row of an index. */
export function rowOf({ dimensions, vectors }: VectorIndex, row: number): Float32Array {
  return vectors.slice(row * dimensions, (row + 1) * dimensions)
}
