import type { Embedder } from '../../../knowledge/model/embedder.js'

/** An embedder that cuts what the model can't take and says nothing, as the usual stacks do. */
export function cutting(embedder: Embedder): Embedder {
  const { fingerprint, dimensions, maxTokens } = embedder
  const countTokens = (text: string) => embedder.countTokens(text)
  const cut = (text: string): string =>
    countTokens(text) <= maxTokens ? text : cut(text.trimEnd().replace(/(?<!\S)\S+$/, ''))
  const embed = (texts: readonly string[]) => embedder.embed(texts.map(cut))
  return { fingerprint, dimensions, maxTokens, countTokens, embed }
}
