import type { KeyedStore } from '../../bot/keyed-store.js'
import { KeyedEntries, type KeyedLimits } from './keyed-entries.js'

/** A keyed store in memory: gone when the process ends. */
export class MemoryKeyed<Value> implements KeyedStore<Value> {
  readonly #entries: KeyedEntries<Value>

  constructor(limits: KeyedLimits) {
    this.#entries = new KeyedEntries(limits)
  }

  get(key: string): Promise<Value | undefined> {
    return Promise.resolve(this.#entries.get(key)?.value)
  }

  put(key: string, value: Value, owners: readonly string[] = []): Promise<void> {
    this.#entries.put(key, { at: this.#entries.now, owners, value })
    return Promise.resolve()
  }

  async putIfAbsent(key: string, value: Value, owners?: readonly string[]): Promise<boolean> {
    if (this.#entries.get(key) !== undefined) return false
    await this.put(key, value, owners)
    return true
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#entries.delete(key))
  }

  forget(owner: string): Promise<void> {
    const own = [...this.#entries.all()].filter(([, { owners }]) => owners.includes(owner))
    for (const [key] of own) this.#entries.delete(key)
    return Promise.resolve()
  }
}
