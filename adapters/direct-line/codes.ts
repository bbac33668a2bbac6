import { randomBytes } from 'node:crypto'
import type { KeyedStore } from '../../bot/keyed-store.js'
import { MemoryKeyed } from '../store/memory-keyed.js'

/** What a stream's address opens: one conversation, from one place on. */
export interface Ticket {
  readonly conversation: string
  /** The last activity that the client has seen. */
  readonly seen: number
  readonly origins: readonly string[]
}

/** Codes that may be open at once: many times as many as there are conversations. */
const entries = 20_000

/** Codes in stream addresses: each is good once and for 60 s, as in Microsoft's service. */
export class Codes {
  readonly #open: KeyedStore<Ticket>

  /** @param now the clock in milliseconds; the system's unless told */
  constructor(now?: () => number) {
    this.#open = new MemoryKeyed({ entries, lifetimeMs: 60_000, now })
  }

  /** Makes a code that nobody can guess. */
  async issue(ticket: Ticket): Promise<string> {
    const code = randomBytes(24).toString('base64url')
    await this.#open.put(code, ticket)
    return code
  }

  /** Takes a code; undefined where it was used, has run out or never was. */
  async redeem(code: string): Promise<Ticket | undefined> {
    const ticket = await this.#open.get(code)
    return (await this.#open.delete(code)) ? ticket : undefined
  }
}
