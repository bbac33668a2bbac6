import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.js'

/**
 * Gives the key that signs tokens. It is derived, so that whoever sees it can't use it as the secret.
 *
 * @param dataDir where a secret is made at the first start and kept, readable for its owner only
 * @param configured the secret of the configuration, which wins
 * @throws where a secret can't be made, with what to do
 */
export function signingKey(
  { dataDir, log }: { readonly dataDir: string; readonly log: Log },
  configured?: string,
): Uint8Array {
  const secret = configured ?? keptSecret(join(dataDir, 'direct-line.secret'), dataDir, log)
  return createHmac('sha256', secret).update('ctoc-assistant direct line tokens').digest()
}

/** What an operator put there counts as well, where it is long enough. */
const shape = /^[!-~]{32,512}$/

function keptSecret(file: string, dataDir: string, log: Log): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    const kept = read(file)
    if (kept !== undefined && !shape.test(kept)) {
      // Tokens of before are void then: pages get new ones by themselves.
      renameSync(file, `${file}.rejected`)
      log.warn({ file, rejected: `${file}.rejected` }, 'no secret in its file: another is made')
    }
    return kept !== undefined && shape.test(kept) ? kept : make(file)
  } catch (cause) {
    const what = `${file} can’t be read or written`
    throw new Error(`Direct Line: ${what}. Free some space, or set DATA_DIR.`, { cause })
  }
}

/** Written beside its place and linked there, so that no start finds half a secret, or takes two. */
function make(file: string): string {
  const fresh = `${file}.${randomUUID()}`
  try {
    writeFileSync(fresh, randomBytes(32).toString('base64url'), { mode: 0o600 })
    linkSync(fresh, file)
  } catch (error) {
    // Another process made one just now, which counts for both.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(fresh, { force: true })
  }
  return readFileSync(file, 'utf8')
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
