import type { Config } from '../config.js'
import type { Log } from '../log.js'
import { Gate } from './gate.js'
import { Origins } from './origins.js'
import { signingKey } from './secret.js'
import { Tokens } from './tokens.js'

/** The settings of the web chat. */
export type WebSettings = NonNullable<Config['web']>

/** Everything that decides who may come in. */
export interface Entrance {
  readonly tokens: Tokens
  readonly gate: Gate
  readonly origins: Origins
}

/** Where the signing secret is kept if none is configured, and by which clock tokens end. */
export interface EntranceParts {
  readonly dataDir: string
  readonly log: Log
  /** In milliseconds; the system's unless told. */
  readonly now?: () => number
}

/** Puts the entrance together. */
export function openEntrance(
  settings: WebSettings,
  { dataDir, log, now }: EntranceParts,
): Entrance {
  const tokens = new Tokens(signingKey({ dataDir, log }, settings.secret), now)
  return { tokens, gate: new Gate({ ...settings, tokens }), origins: new Origins(settings) }
}
