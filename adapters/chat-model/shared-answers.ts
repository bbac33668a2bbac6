import { KeyedEntries } from '../store/keyed-entries.js'
import { leaving, orLeave } from './leaving.js'

const limits = { entries: 2000, lifetimeMs: 3_600_000 }

interface Pending {
  readonly answer: Promise<string>
  readonly stop: AbortController
  waiting: number
}

/**
 * What was asked within the hour isn't asked again, nor what is being asked just now. What fails is
 * forgotten, and what nobody waits for any longer is given up.
 */
export class SharedAnswers {
  readonly #kept: KeyedEntries<string>
  readonly #pending = new Map<string, Pending>()

  /** @param now the clock in milliseconds; the system's unless told */
  constructor(now?: () => number) {
    this.#kept = new KeyedEntries({ ...limits, now })
  }

  /**
   * Gives the answer under a key, or asks for it.
   *
   * @param signal ends the waiting
   * @param ask its signal tells when nobody waits
   */
  async get(
    key: string,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<string>,
  ): Promise<string> {
    if (signal.aborted) throw leaving(signal)
    const kept = this.#kept.get(key)?.value
    if (kept !== undefined) return kept
    const pending = this.#pending.get(key) ?? this.#begin(key, ask)
    pending.waiting += 1
    try {
      return await orLeave(pending.answer, signal)
    } finally {
      pending.waiting -= 1
      if (pending.waiting === 0) this.#giveUp(key, pending, signal)
    }
  }

  #begin(key: string, ask: (signal: AbortSignal) => Promise<string>): Pending {
    const stop = new AbortController()
    const answer = ask(stop.signal)
    const pending = { answer, stop, waiting: 0 }
    this.#pending.set(key, pending)
    const done = () => {
      if (this.#pending.get(key) === pending) this.#pending.delete(key)
    }
    answer.then((value) => {
      this.#kept.put(key, { at: this.#kept.now, owners: [], value })
      done()
    }, done)
    return pending
  }

  #giveUp(key: string, pending: Pending, { aborted, reason }: AbortSignal): void {
    if (this.#pending.get(key) === pending) this.#pending.delete(key)
    if (aborted) pending.stop.abort(reason)
  }
}
