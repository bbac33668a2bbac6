import { subscribe } from 'node:diagnostics_channel'
import { performance } from 'node:perf_hooks'
import { setImmediate as nextRound } from 'node:timers/promises'
import type { Log } from './log.js'

/** Nobody waits longer than this: a person who does thinks that nothing happens, and asks again. */
const patienceMs = 5000

/** Turns of which the mean is taken: enough that a long one doesn't count for all, all of this second. */
const lately = 32

/**
 * Rounds of the event loop within which a request is taken, read and, where nothing has to be looked
 * up for it, answered: about ten. An empty round takes some hundredths of a millisecond.
 */
const roundsOfRequest = 16

/** What Node tells of a server: a connection was taken (one each round), a request began or was answered. */
const signs = ['net.server.socket', 'http.server.request.start', 'http.server.response.finish']
let traffic = 0
for (const sign of signs) subscribe(sign, () => (traffic += 1))

/** A turn that would have had to wait too long; nothing was looked up for it. */
export class Overloaded extends Error {
  /** @param seconds after which those who wait now have been answered */
  constructor(readonly seconds: number) {
    super(`Turns: too many are waiting. Ask again in ${seconds} seconds.`)
  }
}

/** What a queue tells and is told. */
export interface QueueSettings {
  /** Hears when turns begin to be refused, and when they no longer are. */
  readonly log?: Pick<Log, 'info' | 'warn'>
  /** The clock in milliseconds; the system's unless told. */
  readonly now?: () => number
}

/**
 * Runs the work of turns one after the other. All of it happens on the one thread that also answers
 * HTTP: what runs side by side is done no sooner, and keeps everything else waiting meanwhile.
 */
export class TurnQueue {
  readonly #log: QueueSettings['log']
  readonly #now: () => number
  readonly #took: number[] = []
  #last: Promise<unknown> = Promise.resolve()
  #length = 0
  /** When the turn that is running could begin. */
  #since = 0
  #refused = 0

  constructor({ log, now = () => performance.now() }: QueueSettings = {}) {
    this.#log = log
    this.#now = now
  }

  /**
   * Runs a turn's work once it is its turn.
   *
   * @throws Overloaded, at once, where it would have to wait too long
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const seconds = this.refusal()
    if (seconds > 0) throw new Overloaded(seconds)
    if (this.#length === 0) this.#since = this.#now()
    this.#length += 1
    const turn = this.#last.then(() => this.#letOthers()).then(work)
    const over = () => this.#end()
    this.#last = turn.then(over, over)
    return turn
  }

  /**
   * Tells whether a turn that comes now is refused, since it would have to wait too long.
   *
   * @param before turns of the same conversation that have to be answered first, each in its turn
   * @returns 0, or the seconds after which those who wait now have been answered
   */
  refusal(before = 0): number {
    const ms = this.#wait(before)
    if (ms <= patienceMs) return 0
    const seconds = Math.ceil(ms / 1000)
    if (this.#refused === 0) {
      this.#log?.warn({ waiting: this.#length, seconds }, 'more questions than can be answered')
    }
    this.#refused += 1
    return seconds
  }

  /**
   * Sees to whatever else has come in, for no longer than a turn takes: the model computes without a
   * pause, and between two turns the loop would take but one connection.
   */
  async #letOthers(): Promise<void> {
    const until = performance.now() + this.#typical()
    let quiet = 0
    while (quiet < roundsOfRequest && (quiet === 0 || performance.now() < until)) {
      const before = traffic
      await nextRound()
      quiet = traffic === before ? quiet + 1 : 1
    }
  }

  #typical(): number {
    return this.#took.reduce((sum, ms) => sum + ms, 0) / Math.max(this.#took.length, 1)
  }

  #wait(before: number): number {
    const typical = this.#typical()
    if (this.#length === 0) return before * typical
    const running = Math.max(typical, this.#now() - this.#since)
    return (before + 1) * (running + (this.#length - 1) * typical)
  }

  #end(): void {
    const now = this.#now()
    this.#took.push(now - this.#since)
    if (this.#took.length > lately) this.#took.shift()
    this.#since = now
    this.#length -= 1
    if (this.#length > 0 || this.#refused === 0) return
    this.#log?.info({ refused: this.#refused }, 'all questions are answered again')
    this.#refused = 0
  }
}
