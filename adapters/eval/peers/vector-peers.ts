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

/** One vector for each document, ranked by exact cosine, as LangChain's in-memory store ranks them. */
export async function vectorRanker(
  documents: Document[],
  embeddings: EmbeddingsInterface,
): Promise<Ranker> {
  const rows = await embeddings.embedDocuments(documents.map(({ pageContent }) => pageContent))
  return async (question) => {
    const query = await embeddings.embedQuery(question)
    const scored = documents.map((document, at) => ({
      document,
      score: dot(rows[at] ?? [], query),
    }))
    const ranked = scored.toSorted((a, b) => b.score - a.score)
    return toRanking(ranked.map(({ document }) => document))
  }
}

/** The cosine of two vectors of length 1. */
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
