import { join } from 'node:path'
import type { FeatureExtractionPipeline } from '@xenova/transformers'
import { z } from 'zod'
import type { Embedder, WordEmbedder } from '../../knowledge/model/embedder.js'
import { findModel, onnxFile, type ModelPlace } from './model-place.js'
import { PipelineEmbedder, type ModelFacts } from './pipeline-embedder.js'
import { BUILT_IN, prepareModel, type BuiltInModel } from './prepare-model.js'
import { sampleFile } from './sample.js'
import { loadPipeline } from './transformers.js'

// Measured: more tokens at once are hardly faster, and block the thread and fill memory longer.
const BATCH_TOKENS = 512
// int8 rounds activations by the largest number of the batch: a text must be alone to be stable.
const ALONE = 1

const configSchema = z.object({
  hidden_size: z.number().int().positive(),
  max_position_embeddings: z.number().int().positive(),
})

/** Which model to load, and where models are kept. */
export interface ModelChoice extends Partial<BuiltInModel> {
  /** The folder of all models, such as data/model. */
  readonly directory: string
  /** The built-in model's name (the default), an id on the hub, or a model's own folder. */
  readonly model?: string
}

/**
 * Makes the model's files ready if they aren't yet, loads them and gives the model's Embedder.
 * Throws, naming the remedy, when a file can't be found, written or read.
 */
export async function openEmbedder({
  model = BUILT_IN,
  precision = 'fp32',
  ...rest
}: ModelChoice): Promise<Embedder & WordEmbedder> {
  const place =
    model === BUILT_IN
      ? await prepareModel({ ...rest, precision })
      : findModel(model, { ...rest, precision })
  const extractor = await loadPipeline(place)
  return new PipelineEmbedder(extractor, await readFacts(place, extractor))
}

/** Reads what an Embedder tells about a loaded model; throws when its config has no sizes. */
async function readFacts(
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
