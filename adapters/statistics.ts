/** The mean of the values that are known; undefined where none is. */
export function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0) / known.length
}

/** The smallest value that at least this share of the values doesn't exceed; 0 where there is none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** Between which means 95 of 100 samples like this one would lie. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * The 95 % interval of a mean by the percentile bootstrap (Efron 1979): the values are drawn again,
 * with repetition, as often as told. The same values always give the same interval.
 */
export function bootstrap(values: readonly number[], resamples = 2000): Interval {
  const random = generator(20121015)
  const draw = () => values[Math.floor(random() * values.length)] ?? 0
  const means = Array.from({ length: resamples }, () => mean(values.map(draw)) ?? 0)
  return { low: quantile(means, 0.025), high: quantile(means, 0.975) }
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (Mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
