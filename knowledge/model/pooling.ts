/** Token vectors of a padded batch: row-major [texts, tokens, width]. */
export interface TokenVectors {
  readonly data: Float32Array
  readonly tokens: number
  readonly width: number
}

/**
 * The mean of the first `count` token vectors of text number `index`, scaled to length 1. The same
 * as the library's own mean pooling and normalising, which costs as much as the forward pass there:
 * it reads every number through a Proxy.
 */
export function pool(
  { data, tokens, width }: TokenVectors,
  index: number,
  count: number,
): Float32Array {
  const vector = new Float32Array(width)
  const start = index * tokens * width
  for (let token = 0; token < count; token += 1) {
    const row = start + token * width
    for (let i = 0; i < width; i += 1) vector[i] = (vector[i] ?? 0) + (data[row + i] ?? 0)
  }
  // The division by `count` of a mean cancels out here.
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}
