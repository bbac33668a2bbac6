import type { Config } from '../config.js'
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

/**
 * Puts the entrance together.
 *
 * @param dataDir where the signing secret is kept if none is configured
 * @param now the clock of tokens in milliseconds; the system's unless told
 */
export function openEntrance(
  settings: WebSettings,
  { dataDir, now }: { readonly dataDir: string; readonly now?: () => number },
): Entrance {
  const tokens = new Tokens(signingKey(dataDir, settings.secret), now)
  return { tokens, gate: new Gate({ ...settings, tokens }), origins: new Origins(settings) }
}
