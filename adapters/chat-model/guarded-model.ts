import type { Asker } from '../../bot/assistant.js'
import { createHash } from 'node:crypto'
import {
  type ChatModel,
  type ModelRequest,
  ModelUnavailable,
} from '../../bot/writing/chat-model.js'
import { tokensIn } from '../../bot/writing/evidence.js'
import type { Log } from '../log.js'
import { Allowance, type AllowanceParts } from './allowance.js'
import { Attempts, type Limits, type Meter, type Source } from './attempts.js'
import { Circuit } from './circuit.js'
import { Failure } from './failure.js'
import { SharedAnswers } from './shared-answers.js'

/** What a model is asked through, and within which limits. */
export interface GuardedParts {
  readonly source: Source
  /** The model's name: another one writes another text. */
  readonly name: string
  readonly limits: Limits
  readonly allowance: AllowanceParts
  readonly log: Pick<Log, 'warn'>
}

/** How the last request to the service ended. */
export type ModelState = 'untried' | 'answers' | 'fails'

/** Tokens of an answer that are set aside: more than the prompt's rules let it have. */
const answerTokens = 400

/** A local service may have to load its model before the first answer. */
const probeLimits: Limits = { firstMs: 60_000, wholeMs: 60_000, retries: 0 }

/**
 * A language model within limits of time, length and cost. Whatever fails is a ModelUnavailable and
 * one line in the log, with neither a user's words nor the service's.
 */
export class GuardedModel implements ChatModel {
  readonly #parts: GuardedParts
  readonly #allowance: Allowance
  readonly #answers: SharedAnswers
  readonly #circuit = new Circuit()
  #state: ModelState = 'untried'

  constructor(parts: GuardedParts) {
    this.#parts = parts
    this.#allowance = new Allowance(parts.allowance)
    this.#answers = new SharedAnswers(parts.allowance.now)
  }

  async write(request: ModelRequest, { person, signal }: Asker): Promise<string> {
    const { source, name, limits } = this.#parts
    const attempts = new Attempts(source, limits)
    return this.#telling(() =>
      this.#answers.get(keyOf(name, request), signal, (nobodyWaits) =>
        this.#ask(request, person, (meter) => attempts.write(request, nobodyWaits, meter)),
      ),
    )
  }

  /** Tries the service with next to nothing, on nobody's account; it never fails, but tells the state. */
  async probe(signal: AbortSignal): Promise<void> {
    const request = { evidence: '-', conversation: '-', question: '-' }
    const attempts = new Attempts(this.#parts.source, probeLimits)
    await this.#telling(() =>
      this.#ask(request, undefined, (meter) => attempts.write(request, signal, meter)),
    ).catch((error: unknown) => {
      if (!(error instanceof ModelUnavailable)) throw error
    })
  }

  state(): ModelState {
    return this.#state
  }

  /** Asks on somebody's account. */
  async #ask(
    request: ModelRequest,
    person: string | undefined,
    write: (meter: Meter) => Promise<string>,
  ): Promise<string> {
    const input = tokensIn(await this.#parts.source.show(request))
    const account = await this.#allowance.reserve(person, { input, output: answerTokens })
    const meter: Meter = { written: '' }
    const used = () => meter.tokens ?? { input, output: tokensIn(meter.written) }
    try {
      const text = await this.#circuit.run(() => write(meter))
      this.#state = 'answers'
      await account.settle(used())
      return text
    } catch (error) {
      await account.settle(this.#failed(error, meter) ? { input: 0, output: 0 } : used())
      throw error
    }
  }

  /** @returns whether the service surely wants nothing for it */
  #failed(error: unknown, { written }: Meter): boolean {
    const { isFree = false, kind } = error instanceof Failure ? error : {}
    if (kind !== 'left' && kind !== 'withheld') this.#state = 'fails'
    return isFree && written === ''
  }

  async #telling(work: () => Promise<string>): Promise<string> {
    const start = performance.now()
    try {
      return await work()
    } catch (error) {
      // What isn't a failure of the model is one of ours: its kind says enough to look for it.
      const reason = error instanceof Failure ? error.reason : `a fault of ours (${nameOf(error)})`
      this.#parts.log.warn(
        { reason, ms: Math.round(performance.now() - start) },
        'model unavailable',
      )
      throw new ModelUnavailable(reason)
    }
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)

/** The evidence is part of a request, and with it the state of the knowledge. */
function keyOf(name: string, { evidence, conversation, question, repair }: ModelRequest): string {
  const all = [name, evidence, conversation, question, repair?.written, repair?.faults]
  return createHash('sha256').update(JSON.stringify(all)).digest('hex')
}
