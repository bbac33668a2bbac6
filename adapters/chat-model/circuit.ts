import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel'
import { Failure } from './failure.js'

const failuresInARow = 5
const restMs = 30_000

/** Leaves a service that fails again and again alone for a while, then tries it with one request. */
export class Circuit {
  readonly #policy: CircuitBreakerPolicy

  constructor() {
    const isFailure = (error: unknown) => error instanceof Failure && this.#counts(error)
    this.#policy = circuitBreaker(handleWhen(isFailure), {
      halfOpenAfter: restMs,
      breaker: new ConsecutiveBreaker(failuresInARow),
    })
  }

  /** @throws Failure where the service rests, and what the work throws */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    // Others don't wait for the trial: it may take as long as anybody's patience.
    if (this.#policy.state === CircuitState.HalfOpen) throw resting()
    try {
      return await this.#policy.execute(work)
    } catch (error) {
      throw error instanceof BrokenCircuitError ? resting() : error
    }
  }

  /** Whoever leaves during the trial proves nothing, so that the service rests on. */
  #counts(failure: Failure): boolean {
    const isTrial = this.#policy.state === CircuitState.HalfOpen
    return failure.isIllness || (isTrial && failure.kind === 'left')
  }
}

function resting(): Failure {
  return new Failure('rests after failures in a row', 'withheld')
}
