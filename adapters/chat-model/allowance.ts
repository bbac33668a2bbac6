import { createHash } from 'node:crypto'
import { InOrder } from '../../bot/in-order.js'
import type { KeyedStore } from '../../bot/keyed-store.js'
import { Failure } from './failure.js'

/** Tokens of a prompt and of what was written. */
export interface Tokens {
  readonly input: number
  readonly output: number
}

/** What was spent in a day: tokens, and their cost in the currency of the prices. */
export interface Spent {
  readonly tokens: number
  readonly cost: number
}

/** What may be spent in a day. */
export interface AllowanceParts {
  readonly store: KeyedStore<Spent>
  readonly caps: { readonly person: Spent; readonly day: Spent }
  /** Per million tokens. */
  readonly prices: Tokens
  /** The clock in milliseconds; the system's unless told. */
  readonly now?: () => number
}

/** What is set aside for a request until somebody knows what it took. */
export interface Reservation {
  /** Puts what was taken in the place of what was set aside. */
  readonly settle: (taken: Tokens) => Promise<void>
}

/** What may be spent on a model in a day, by one person and by all. */
export class Allowance {
  readonly #parts: AllowanceParts
  readonly #turns = new InOrder()

  constructor(parts: AllowanceParts) {
    this.#parts = parts
  }

  /**
   * Sets tokens aside for a request.
   *
   * @param person whose they are; nobody's own where there is none
   * @throws Failure where they would be more than a cap
   */
  reserve(person: string | undefined, estimate: Tokens): Promise<Reservation> {
    const day = new Date(this.#parts.now?.() ?? Date.now()).toISOString().slice(0, 10)
    const { caps } = this.#parts
    const own = person === undefined ? [] : [{ key: keyOf(day, person), cap: caps.person }]
    const accounts = [...own, { key: day, cap: caps.day }]
    return this.#turns.run('', async () => {
      const wanted = this.#costing(estimate)
      for (const { key, cap } of accounts) {
        const { tokens, cost } = sum(await this.#spent(key), wanted)
        if (tokens > cap.tokens || cost > cap.cost) throw spentUp(cap === caps.day)
      }
      await this.#add(accounts, wanted)
      return { settle: (taken) => this.#settle(accounts, wanted, taken) }
    })
  }

  #settle(accounts: readonly { readonly key: string }[], wanted: Spent, taken: Tokens) {
    return this.#turns.run('', () =>
      this.#add(
        accounts,
        sum(this.#costing(taken), { tokens: -wanted.tokens, cost: -wanted.cost }),
      ),
    )
  }

  async #add(accounts: readonly { readonly key: string }[], more: Spent): Promise<void> {
    for (const { key } of accounts) {
      await this.#parts.store.put(key, sum(await this.#spent(key), more))
    }
  }

  async #spent(key: string): Promise<Spent> {
    return (await this.#parts.store.get(key)) ?? { tokens: 0, cost: 0 }
  }

  #costing({ input, output }: Tokens): Spent {
    const { prices } = this.#parts
    return {
      tokens: input + output,
      cost: (input * prices.input + output * prices.output) / 1_000_000,
    }
  }
}

function sum(one: Spent, other: Spent): Spent {
  return { tokens: one.tokens + other.tokens, cost: one.cost + other.cost }
}

/** Another name every day: nobody can be followed from one to the next. */
function keyOf(day: string, person: string): string {
  return createHash('sha256').update(`${day} ${person}`).digest('hex')
}

function spentUp(ofAll: boolean): Failure {
  return new Failure(`the day’s allowance of ${ofAll ? 'all' : 'one person'} is spent`, 'withheld')
}
