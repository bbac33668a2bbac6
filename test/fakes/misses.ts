import type { Miss, MissStore } from '../../bot/misses.js'

/** Questions asked in vain, in memory. */
export class FakeMisses implements MissStore {
  entries: readonly Miss[] = []

  add(miss: Miss): Promise<void> {
    this.entries = [...this.entries, miss]
    return Promise.resolve()
  }

  forget(message: string): Promise<void> {
    this.entries = this.entries.filter((one) => one.message !== message)
    return Promise.resolve()
  }
}
