import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

/** What a token allows: one user in one conversation. */
export interface Grant {
  readonly conversation: string
  /** Begins with `dl_`: the client takes such a name from a token only. */
  readonly user: string
  /** Origins whose pages may use the token; programs without an origin may anyway. */
  readonly origins: readonly string[]
  /** Whether our own page asked for it, which may take its conversation up again later. */
  readonly page: boolean
}

/** Seconds for which a token is good; the client renews it after half of that. */
export const tokenSeconds = 1800

const issuer = 'ctoc-assistant'

const shape = z.object({
  conversation: z.string().min(1).max(64),
  user: z.string().regex(/^dl_/).max(128),
  origins: z.array(z.string().max(300)).max(50),
  page: z.boolean(),
})

/** Signs tokens and reads them back. */
export class Tokens {
  readonly #key: Uint8Array
  readonly #now: () => number

  /** @param now the clock in milliseconds */
  constructor(key: Uint8Array, now: () => number = Date.now) {
    this.#key = key
    this.#now = now
  }

  /** Makes a token; the claim `user` is where the client looks for the user's id. */
  issue(grant: Grant): Promise<string> {
    const second = Math.floor(this.#now() / 1000)
    return new SignJWT({ ...grant })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(issuer)
      .setIssuedAt(second)
      .setExpirationTime(second + tokenSeconds)
      .sign(this.#key)
  }

  /**
   * Reads a token of ours.
   *
   * @param graceSeconds for how long after its end it still counts
   * @returns undefined for one that is forged, broken or over
   */
  async read(token: string, graceSeconds = 0): Promise<Grant | undefined> {
    if (token.length > 8192) return undefined
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer,
        requiredClaims: ['exp', 'iat'],
        currentDate: new Date(this.#now()),
        clockTolerance: graceSeconds,
      })
      return shape.safeParse(payload).data
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}
