import { createHash } from 'node:crypto'
import type { Embedder } from '../model/embedder.js'
import type { Unit } from '../search/units.js'

/**
 * Names what weights are learned from: the model, and every text with its source and what it speaks
 * for, in order. What was learned under another name is stale.
 * @returns a SHA-256 in hexadecimal digits
 */
export function fingerprintOf(
  units: readonly Unit[],
  { fingerprint }: Pick<Embedder, 'fingerprint'>,
): string {
  const hash = createHash('sha256').update(fingerprint)
  for (const { text, source, id } of units) hash.update(`${source} ${id ?? ''} ${text}\n`)
  return hash.digest('hex')
}
