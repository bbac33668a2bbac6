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

/**
 * The cosine of a normalised query with every normalised row: an exact scan.
 * Four running sums let the processor overlap the multiplications.
 */
export function cosines({ dimensions, vectors }: VectorIndex, query: Float32Array): Float32Array {
  const scores = new Float32Array(vectors.length / dimensions)
  for (let row = 0, at = 0; row < scores.length; row++) {
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let i = 0; i < dimensions; i += 4, at += 4) {
      a += (vectors[at] ?? 0) * (query[i] ?? 0)
      b += (vectors[at + 1] ?? 0) * (query[i + 1] ?? 0)
      c += (vectors[at + 2] ?? 0) * (query[i + 2] ?? 0)
      d += (vectors[at + 3] ?? 0) * (query[i + 3] ?? 0)
    }
    scores[row] = a + b + c + d
  }
  return scores
}
