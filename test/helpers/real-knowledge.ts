import { openEmbedder } from '../../adapters/model/open-embedder.js'
import type { KnowledgeOptions } from '../../knowledge/open-knowledge.js'
import { talk } from '../../prompts/answer-words.js'

/** What the product opens its knowledge with: the real model, its data folder, its small talk. */
export async function realOptions(): Promise<KnowledgeOptions> {
  const embedder = await openEmbedder({ directory: 'data/model' })
  const heard = new Map([...talk].map(([id, one]) => [id, one.heard]))
  return { embedder, dataDir: 'data', talk: heard }
}
