import type { Embedder } from './embedder.js'
import { findModel } from './find-model.js'
import { readFacts } from './model-facts.js'
import { PipelineEmbedder } from './pipeline-embedder.js'
import { BUILT_IN, prepareModel, type BuiltInModel } from './prepare-model.js'
import { loadPipeline } from './transformers.js'

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
}: ModelChoice): Promise<Embedder> {
  const place =
    model === BUILT_IN
      ? await prepareModel({ ...rest, precision })
      : findModel(model, { ...rest, precision })
  const extractor = await loadPipeline(place)
  return new PipelineEmbedder(extractor, await readFacts(place, extractor))
}
