import { randomBytes } from 'node:crypto'

/** What a stream's address opens: one conversation, from one place on. */
export interface Ticket {
  readonly conversation: string
  /** The last activity that the client has seen. */
  readonly seen: number
  readonly origins: readonly string[]
}

/** Codes in stream addresses: each is good once and for 60 s, as in Microsoft's service. */
export class Codes {
  readonly #open = new Map<string, Ticket & { readonly until: number }>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Makes a code that nobody can guess. */
  issue(ticket: Ticket): string {
    this.#forgetOld()
    const code = randomBytes(24).toString('base64url')
    this.#open.set(code, { ...ticket, until: this.#now() + 60_000 })
    return code
  }

  /** Takes a code; undefined where it was used, has run out or never was. */
  redeem(code: string): Ticket | undefined {
    const ticket = this.#open.get(code)
    this.#open.delete(code)
    return ticket !== undefined && ticket.until > this.#now() ? ticket : undefined
  }

  #forgetOld(): void {
    for (const [code, { until }] of this.#open) {
      if (until > this.#now() && this.#open.size < 20_000) return
      this.#open.delete(code)
    }
  }
}
