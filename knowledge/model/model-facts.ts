import { join } from 'node:path'
import type { FeatureExtractionPipeline } from '@xenova/transformers'
import { z } from 'zod'
import { onnxFile, type ModelPlace } from './model-place.js'
import type { ModelFacts } from './pipeline-embedder.js'
import { sampleFile } from './sample.js'

// Measured: more tokens at once are hardly faster, and block the thread and fill memory longer.
const BATCH_TOKENS = 512
// int8 rounds activations by the largest number of the batch: a text must be alone to be stable.
const ALONE = 1

const configSchema = z.object({
  hidden_size: z.number().int().positive(),
  max_position_embeddings: z.number().int().positive(),
})

/** Reads what an Embedder tells about a loaded model; throws when its config has no sizes. */
export async function readFacts(
  place: ModelPlace,
  { model, tokenizer }: FeatureExtractionPipeline,
): Promise<ModelFacts> {
  const config = configSchema.parse(model.config)
  const limit = z.number().positive().catch(Infinity).parse(tokenizer.model_max_length)
  return {
    fingerprint: `${place.name}/${place.precision}/${place.edition ?? (await editionOf(place))}`,
    dimensions: config.hidden_size,
    maxTokens: Math.min(limit, config.max_position_embeddings),
    batchTokens: place.precision === 'int8' ? ALONE : BATCH_TOKENS,
  }
}

async function editionOf({ root, name, precision }: ModelPlace): Promise<string> {
  const { hash } = await sampleFile(join(root, name, onnxFile(precision)))
  return hash.slice(0, 8)
}
