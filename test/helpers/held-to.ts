import type { Passage } from '../../knowledge/citation/passage.js'
import type { KnownAs } from '../../knowledge/citation/sentence.js'
import { Verifier } from '../../knowledge/citation/verifier.js'
import { openNaming } from '../../knowledge/entities/naming.js'
import { hashEmbedder } from '../fakes/hash-embedder.js'

/** Invented passages, a numbered paragraph each. */
export function passagesOf(...texts: readonly string[]): Passage[] {
  return texts.map((text, at) => ({
    document: 'X/2020/1',
    section: 'I. Invented',
    form: 'Report ({document}), {places}.',
    paragraph: at + 1,
    text,
  }))
}

/** A verifier over passages that takes everything for borne which isn't exactly at fault. */
export function exactVerifier(passages: readonly Passage[], knownAs: KnownAs = () => []): Verifier {
  return new Verifier({
    passages,
    embedder: { ...hashEmbedder(), embedWords: () => Promise.resolve([]) },
    namingOf: openNaming(passages, knownAs),
    learned: { bias: 0, weights: {}, threshold: 1 },
  })
}

/** The kinds of exact faults of a sentence that cites a text, each once. */
export function kindsIn(sentence: string, text: string, others: readonly string[] = []): string[] {
  const passages = passagesOf(text)
  const faults = exactVerifier(passages, () => others).exactFaults(sentence, passages)
  return [...new Set(faults.map(({ kind }) => kind))]
}
