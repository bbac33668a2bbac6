import { openNaming } from '../entities/naming.js'
import type { Knowledge } from '../knowledge.js'
import type { Embedder, WordEmbedder } from '../model/embedder.js'
import learned from './bearing.json' with { type: 'json' }
import { Verifier } from './verifier.js'

/** Where `npm run learn` writes what it learned of written answers. */
export const bearingFile = new URL('bearing.json', import.meta.url)

/** Opens what holds written sentences to their passages, as far as it was learned from written answers. */
export function openVerifier(
  { passages, knownAs }: Pick<Knowledge, 'passages' | 'knownAs'>,
  embedder: Pick<Embedder, 'embed'> & WordEmbedder,
): Verifier {
  return new Verifier({ passages, embedder, learned, namingOf: openNaming(passages, knownAs) })
}
