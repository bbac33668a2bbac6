import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Gives the key that signs tokens. It is derived, so that whoever sees it can't use it as the secret.
 *
 * @param dataDir where a secret is made at the first start and kept, readable for its owner only
 * @param configured the secret of the configuration, which wins
 * @throws where the file holds no usable secret, with what to do
 */
export function signingKey(dataDir: string, configured?: string): Uint8Array {
  const secret = configured ?? keptSecret(dataDir)
  return createHmac('sha256', secret).update('ctoc-assistant direct line tokens').digest()
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'direct-line.secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    // It was made at an earlier start, or by another process just now.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length >= 32) return secret
  throw new Error(`Direct Line: ${file} holds no secret. Remove it, and the next start makes one.`)
}
