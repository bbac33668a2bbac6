import { setTimeout as wait } from 'node:timers/promises'
import type { ModelRequest } from '../../bot/writing/chat-model.js'
import type { Tokens } from './allowance.js'
import { Failure } from './failure.js'
import type { LangChainModel, Piece } from './langchain-model.js'
import { leaving, orLeave } from './leaving.js'

/** How long is waited, and how often asked again. */
export interface Limits {
  readonly firstMs: number
  readonly wholeMs: number
  readonly retries: number
}

/** Where a model's text comes from. */
export type Source = Pick<LangChainModel, 'stream' | 'show'>

/** What a request has taken so far. */
export interface Meter {
  written: string
  tokens?: Tokens
}

/** No answer is as long: what is longer isn't read. */
const mostCharacters = 20_000
const longestWaitMs = 5000
const pauseMs = 250

/** Asks a service for one text, once more where it may pass and nothing came. */
export class Attempts {
  readonly #source: Source
  readonly #limits: Limits

  constructor(source: Source, limits: Limits) {
    this.#source = source
    this.#limits = limits
  }

  /**
   * @param signal ends all at once
   * @param meter is told what it takes, also where it fails
   * @throws Failure
   */
  async write(request: ModelRequest, signal: AbortSignal, meter: Meter): Promise<string> {
    const { wholeMs, retries } = this.#limits
    const until = performance.now() + wholeMs
    const time = limited(signal, wholeMs, 'took too long')
    try {
      for (let left = retries; ; left -= 1) {
        const result = await this.#attempt(request, time.signal, meter).catch(failureOf)
        if (typeof result === 'string') return result
        const pause = result.waitMs ?? pauseMs * (0.5 + Math.random())
        const isInTime = pause <= longestWaitMs && performance.now() + pause < until
        if (!result.mayPass || meter.written !== '' || left === 0 || !isInTime) throw result
        await orLeave(wait(pause, undefined, { ref: false }), time.signal)
      }
    } finally {
      time.end()
    }
  }

  async #attempt(request: ModelRequest, signal: AbortSignal, meter: Meter): Promise<string> {
    const first = limited(signal, this.#limits.firstMs, 'no first words in time')
    let text = ''
    try {
      const pieces: AsyncIterator<Piece, void> = this.#source.stream(request, first.signal)
      for (;;) {
        const next = await orLeave(pieces.next(), first.signal)
        if (next.done === true) break
        const piece = next.value
        if (piece.text !== '') first.relax()
        text += piece.text
        meter.written += piece.text
        if (piece.tokens !== undefined) meter.tokens = piece.tokens
        if (text.length > mostCharacters) throw new Failure('the text is too long', 'useless')
      }
    } finally {
      first.end()
    }
    if (text.trim() === '') throw new Failure('wrote nothing', 'useless')
    return text
  }
}

/** A signal that is given after a time as well; `relax` takes the time away, `end` gives it at last. */
function limited(outer: AbortSignal, ms: number, reason: string) {
  const own = new AbortController()
  const timer = setTimeout(() => own.abort(new Failure(reason, 'broken')), ms)
  const follow = () => own.abort(leaving(outer))
  outer.addEventListener('abort', follow)
  if (outer.aborted) follow()
  return {
    signal: own.signal,
    relax: () => clearTimeout(timer),
    end: () => {
      clearTimeout(timer)
      outer.removeEventListener('abort', follow)
      own.abort(new Failure('has ended', 'left'))
    },
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  throw error
}
