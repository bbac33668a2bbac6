/**
 * Why a model's answer didn't come. Whether it says that the service is ill, whether the service may
 * have worked on the request and wants paying, and whether asking again may help.
 */
const kinds = {
  /** It was busy or couldn't be reached. */
  passing: { isIllness: true, isFree: true, mayPass: true },
  /** It refused: a key, an address or a name is wrong. */
  refused: { isIllness: true, isFree: true, mayPass: false },
  /** It refused this very request, as it may for what a user wrote. */
  unfit: { isIllness: false, isFree: true, mayPass: false },
  /** It was too slow, or what came can't be read. */
  broken: { isIllness: true, isFree: false, mayPass: false },
  /** It wrote what can't be used, as a user may bring it to. */
  useless: { isIllness: false, isFree: false, mayPass: false },
  /** Nobody waits for it any longer. */
  left: { isIllness: false, isFree: false, mayPass: false },
  /** It wasn't asked. */
  withheld: { isIllness: false, isFree: true, mayPass: false },
} as const

/** Why a model's answer didn't come, in our own words: those of a service or its client stay outside. */
export class Failure extends Error {
  constructor(
    readonly reason: string,
    readonly kind: keyof typeof kinds,
    /** Milliseconds that the service asks to wait. */
    readonly waitMs?: number,
  ) {
    super(reason)
  }

  get isIllness(): boolean {
    return kinds[this.kind].isIllness
  }

  get isFree(): boolean {
    return kinds[this.kind].isFree
  }

  get mayPass(): boolean {
    return kinds[this.kind].mayPass
  }
}

/** What a status that isn't 2xx says of a request. */
export function refusal(status: number, retryAfter: string | null, now = Date.now()): Failure {
  const reason = `status ${status}`
  if (status === 408 || status === 429 || status >= 500) {
    return new Failure(reason, 'passing', waitOf(retryAfter, now))
  }
  return new Failure(reason, [400, 413, 422].includes(status) ? 'unfit' : 'refused')
}

/** Milliseconds that a Retry-After header asks for, in seconds or as a date; nothing where it is neither. */
function waitOf(retryAfter: string | null, now: number): number | undefined {
  const text = retryAfter?.trim() ?? ''
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(text)) return Number(text) * 1000
  const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
