import { Document, type DocumentInterface } from '@langchain/core/documents'
import type { Passage } from '../../../knowledge/citation/passage.js'

/** Ranks the paragraphs of the report for a question. */
export type Ranker = (question: string) => Promise<number[]>

/** The paragraphs of the report whole, each with its sub-paragraphs and its number. */
export function paragraphsOf(passages: readonly Passage[]): Document[] {
  const texts = new Map<number, string>()
  for (const { paragraph, text } of passages) {
    const before = texts.get(paragraph)
    texts.set(paragraph, before === undefined ? text : `${before} ${text}`)
  }
  return [...texts].map(
    ([paragraph, pageContent]) => new Document({ pageContent, metadata: { paragraph } }),
  )
}

/** Puts paragraphs in the order of their first document; ten are enough for every measure. */
export function toRanking(documents: readonly DocumentInterface[]): number[] {
  return [...new Set(documents.map(({ metadata }) => Number(metadata.paragraph)))].slice(0, 10)
}
