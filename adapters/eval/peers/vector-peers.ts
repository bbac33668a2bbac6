import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory'
import { Document } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters'
import { sentencesOf } from '../../../knowledge/search/sentences.js'
import { toRanking, type Ranker } from './documents.js'

/** What LangChain's own tutorial builds: pieces of 1,000 characters that overlap by 200. */
export async function langChainDefault(
  paragraphs: Document[],
  embeddings: EmbeddingsInterface,
): Promise<Ranker> {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 })
  return vectorRanker(await splitter.splitDocuments(paragraphs), embeddings)
}

/** One vector for each sentence; the best sentence speaks for its paragraph. */
export function sentenceVectors(
  paragraphs: Document[],
  embeddings: EmbeddingsInterface,
): Promise<Ranker> {
  const sentences = paragraphs.flatMap(({ pageContent, metadata }) =>
    sentencesOf(pageContent).map((text) => new Document({ pageContent: text, metadata })),
  )
  return vectorRanker(sentences, embeddings)
}

/** One vector for each document. */
export async function vectorRanker(
  documents: Document[],
  embeddings: EmbeddingsInterface,
): Promise<Ranker> {
  const store = await MemoryVectorStore.fromDocuments(documents, embeddings)
  return async (question) => toRanking(await store.similaritySearch(question, documents.length))
}
