import { join } from 'node:path'
import type { Assistant } from '../bot/assistant.js'
import { createAssistant } from '../bot/respond.js'
import { openEmbedder } from '../knowledge/model/open-embedder.js'
import { openKnowledge } from '../knowledge/open-knowledge.js'
import { manners } from '../prompts/answer-words.js'

/** Which model to use and where to keep what it makes. */
export interface AssistantOptions {
  readonly dataDir: string
  /** `all-MiniLM-L6-v2` is the built-in model; else a hub id or a folder. */
  readonly model: string
  readonly precision: 'fp32' | 'int8'
}

/**
 * Opens the model, the knowledge and its index, making what is missing.
 * @param progress called with a line for the operator before each step that can take seconds
 * @throws Error naming what is wrong and how to mend it
 */
export async function openAssistant(
  { dataDir, precision }: AssistantOptions,
  progress: (line: string) => void,
): Promise<Assistant> {
  const embedder = await openEmbedder({ directory: join(dataDir, 'model'), precision })
  const heard = new Map(Object.entries(manners).map(([id, { heard }]) => [id, heard]))
  progress('Opening the index.')
  return createAssistant(await openKnowledge({ embedder, dataDir, manners: heard }))
}
