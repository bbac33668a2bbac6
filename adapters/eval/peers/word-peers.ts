import type { Document } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { create, insertMultiple, search } from '@orama/orama'
import MiniSearch from 'minisearch'
import type { Ranker } from './documents.js'

/** MiniSearch: BM25, words that begin alike or differ by a letter or two count as well. */
export function miniSearch(paragraphs: readonly Document[]): Ranker {
  const engine = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] })
  engine.addAll(paragraphs.map(toRecord))
  return (question) => {
    const found = engine.search(question, { prefix: true, fuzzy: 0.2 })
    return Promise.resolve(found.slice(0, 10).map(({ id }) => Number(id)))
  }
}

/** Orama with its defaults: BM25. */
export async function oramaWords(paragraphs: readonly Document[]): Promise<Ranker> {
  const engine = create({ schema: { id: 'string', text: 'string' } as const })
  await insertMultiple(engine, paragraphs.map(toRecord).map(withTextId))
  return async (term) => {
    const { hits } = await search(engine, { term, properties: ['text'], limit: 10 })
    return hits.map(({ id }) => Number(id))
  }
}

/** Orama's hybrid of BM25 and vectors, however unlike a vector may be. */
export async function oramaHybrid(
  paragraphs: readonly Document[],
  embeddings: EmbeddingsInterface,
): Promise<Ranker> {
  const schema = { id: 'string', text: 'string', embedding: 'vector[384]' } as const
  const engine = create({ schema })
  const records = paragraphs.map(toRecord)
  const vectors = await embeddings.embedDocuments(records.map(({ text }) => text))
  const rows = records.map((record, at) => ({
    ...withTextId(record),
    embedding: vectors[at] ?? [],
  }))
  await insertMultiple(engine, rows)
  return async (term) => {
    const vector = { value: await embeddings.embedQuery(term), property: 'embedding' }
    const asked = { mode: 'hybrid', term, vector, properties: ['text'], similarity: 0 } as const
    const { hits } = await search(engine, { ...asked, properties: ['text'], limit: 10 })
    return hits.map(({ id }) => Number(id))
  }
}

function toRecord({ pageContent, metadata }: Document): { id: number; text: string } {
  return { id: Number(metadata.paragraph), text: pageContent }
}

function withTextId({ id, text }: { id: number; text: string }): { id: string; text: string } {
  return { id: String(id), text }
}
