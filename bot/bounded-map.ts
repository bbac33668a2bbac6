/** A map that forgets what was set longest ago once it is full. */
export class BoundedMap<Value> {
  readonly #kept = new Map<string, Value>()
  readonly #limit: number

  /** @param limit entries that are kept */
  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string): Value | undefined {
    return this.#kept.get(key)
  }

  set(key: string, value: Value): void {
    // A Map keeps the order of insertion: an entry set anew is the youngest.
    this.#kept.delete(key)
    this.#kept.set(key, value)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#limit && oldest !== undefined) this.#kept.delete(oldest)
  }

  delete(key: string): void {
    this.#kept.delete(key)
  }
}
