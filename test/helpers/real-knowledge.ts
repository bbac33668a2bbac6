import { openEmbedder } from '../../adapters/model/open-embedder.js'
import type { Embedder, WordEmbedder } from '../../knowledge/model/embedder.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { type KnowledgeOptions, openKnowledge } from '../../knowledge/open-knowledge.js'
import { talk } from '../../prompts/answer-words.js'

let model: Promise<Embedder & WordEmbedder> | undefined
let knowledge: Promise<Knowledge> | undefined

/** The built-in model, opened once for all test files of a worker. */
export function openRealModel(): Promise<Embedder & WordEmbedder> {
  return (model ??= openEmbedder({ directory: 'data/model' }))
}

/** What the product opens its knowledge with: the real model, its data folder, its small talk. */
export async function realOptions(): Promise<KnowledgeOptions> {
  const heard = new Map([...talk].map(([id, one]) => [id, one.heard]))
  return { embedder: await openRealModel(), dataDir: 'data', talk: heard }
}

/** The product's knowledge, opened once for all test files of a worker; nothing changes it. */
export function openRealKnowledge(): Promise<Knowledge> {
  return (knowledge ??= realOptions().then(openKnowledge))
}
