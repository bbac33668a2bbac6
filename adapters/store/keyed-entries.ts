/** How much a keyed store keeps, for how long and by which clock. */
export interface KeyedLimits {
  /** Entries that are kept; beyond that the oldest is forgotten. */
  readonly entries: number
  /** Milliseconds for which an entry is kept; for good unless told. */
  readonly lifetimeMs?: number | undefined
  /** The clock in milliseconds; the system's unless told. */
  readonly now?: (() => number) | undefined
}

/** What stands under a key, since when and whose it is. */
export interface Entry<Value> {
  readonly at: number
  readonly owners: readonly string[]
  readonly value: Value
}

/** The entries of a keyed store in memory, the oldest first. */
export class KeyedEntries<Value> {
  // An entry that is put anew is the youngest: those at the front are the first to go.
  readonly #kept = new Map<string, Entry<Value>>()
  readonly #limit: number
  readonly #lifetimeMs: number
  readonly #now: () => number

  constructor({ entries, lifetimeMs = Infinity, now = Date.now }: KeyedLimits) {
    this.#limit = entries
    this.#lifetimeMs = lifetimeMs
    this.#now = now
  }

  get now(): number {
    return this.#now()
  }

  /** Finds an entry that its time isn't over for. */
  get(key: string): Entry<Value> | undefined {
    const entry = this.#kept.get(key)
    return entry !== undefined && this.#isAlive(entry) ? entry : undefined
  }

  put(key: string, entry: Entry<Value>): void {
    this.#kept.delete(key)
    this.#kept.set(key, entry)
    for (const [oldest, one] of this.#kept) {
      if (this.#kept.size <= this.#limit && this.#isAlive(one)) return
      this.#kept.delete(oldest)
    }
  }

  /** @returns whether there was an entry */
  delete(key: string): boolean {
    const isThere = this.get(key) !== undefined
    this.#kept.delete(key)
    return isThere
  }

  clear(): void {
    this.#kept.clear()
  }

  /** The entries that are kept, by their keys. */
  *all(): Iterable<readonly [string, Entry<Value>]> {
    for (const [key, entry] of this.#kept) if (this.#isAlive(entry)) yield [key, entry]
  }

  #isAlive({ at }: Entry<Value>): boolean {
    return this.#now() - at < this.#lifetimeMs
  }
}
