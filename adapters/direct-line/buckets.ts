/** How often something may happen. */
export interface Rate {
  readonly times: number
  readonly perMs: number
}

interface Bucket {
  readonly left: number
  readonly at: number
}

/** Counts by key what happens, letting through bursts up to the rate and then its steady flow. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>()
  readonly #rate: Rate
  readonly #now: () => number

  constructor(rate: Rate, now: () => number = Date.now) {
    this.#rate = rate
    this.#now = now
  }

  /** Counts one for the key; gives 0, or the seconds to wait where it was one too many. */
  take(key: string): number {
    const { times, perMs } = this.#rate
    const at = this.#now()
    const before = this.#buckets.get(key) ?? { left: times, at }
    const left = Math.min(times, before.left + ((at - before.at) * times) / perMs)
    const isEnough = left >= 1
    // Set anew, a key is the youngest: those at the front are the longest unused.
    this.#buckets.delete(key)
    this.#buckets.set(key, { left: isEnough ? left - 1 : left, at })
    this.#forgetOld()
    return isEnough ? 0 : Math.ceil(((1 - left) * perMs) / times / 1000)
  }

  #forgetOld(): void {
    for (const [key, { at }] of this.#buckets) {
      const isFull = this.#now() - at > this.#rate.perMs
      if (!isFull && this.#buckets.size <= 50_000) return
      this.#buckets.delete(key)
    }
  }
}
