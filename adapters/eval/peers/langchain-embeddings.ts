import { Embeddings } from '@langchain/core/embeddings'
import type { Embedder } from '../../../knowledge/model/embedder.js'

/** An Embedder as LangChain's Embeddings, for any LangChain vector store or retriever. */
export class EmbedderEmbeddings extends Embeddings {
  constructor(private readonly embedder: Embedder) {
    super({})
  }

  /** The vector of one question. */
  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.embedDocuments([text])
    return vector ?? []
  }

  /** One vector a text, in the order of the texts. */
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors = await this.embedder.embed(texts)
    return vectors.map((vector) => Array.from(vector))
  }
}

/** An embedder that cuts what the model can't take and says nothing, as the usual stacks do. */
export function cutting(embedder: Embedder): Embedder {
  const { fingerprint, dimensions, maxTokens } = embedder
  const countTokens = (text: string) => embedder.countTokens(text)
  const cut = (text: string): string =>
    countTokens(text) <= maxTokens ? text : cut(text.trimEnd().replace(/(?<!\S)\S+$/, ''))
  const embed = (texts: readonly string[]) => embedder.embed(texts.map(cut))
  return { fingerprint, dimensions, maxTokens, countTokens, embed }
}
