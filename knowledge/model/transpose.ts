const BLOCK = 32

type Numbers = Float32Array | Int8Array

/** The transpose of a row-major matrix of `rows` rows: [rows, columns] becomes [columns, rows]. */
export function transpose(matrix: Float32Array, rows: number): Float32Array
export function transpose(matrix: Int8Array, rows: number): Int8Array
export function transpose(matrix: Numbers, rows: number): Numbers {
  const turned = matrix.slice()
  // Blocks keep both the rows read and the rows written in the processor's cache.
  for (let top = 0; top < rows; top += BLOCK) {
    for (let left = 0; left < matrix.length / rows; left += BLOCK) {
      turnBlock(matrix, turned, { rows, top, left })
    }
  }
  return turned
}

function turnBlock(
  matrix: Numbers,
  turned: Numbers,
  { rows, top, left }: { rows: number; top: number; left: number },
): void {
  const columns = matrix.length / rows
  const bottom = Math.min(top + BLOCK, rows)
  const right = Math.min(left + BLOCK, columns)
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      turned[column * rows + row] = matrix[row * columns + column] ?? 0
    }
  }
}
