import type { FeatureExtractionPipeline } from '@xenova/transformers'
import { onnxFile, type ModelPlace } from './model-place.js'

let queue: Promise<unknown> = Promise.resolve()

/**
 * Loads tokenizer and model with @xenova/transformers; throws, naming the model and its place, when
 * a file is missing or damaged. The library and its native engine are imported by the first call.
 */
export async function loadPipeline(place: ModelPlace): Promise<FeatureExtractionPipeline> {
  // The library's settings are global and read all through a load: one load at a time.
  const loading = queue.then(() => load(place))
  queue = loading.catch(() => undefined)
  return loading
}

async function load(place: ModelPlace): Promise<FeatureExtractionPipeline> {
  const { env, pipeline } = await import('@xenova/transformers')
  env.allowRemoteModels = place.remote
  env.useFSCache = place.remote
  env.cacheDir = place.root
  env.localModelPath = place.root
  const quantized = place.precision === 'int8'
  return pipeline('feature-extraction', place.name, { quantized }).catch((cause: unknown) => {
    throw cannotLoad(place, cause)
  })
}

function cannotLoad({ root, name, precision, remote }: ModelPlace, cause: unknown): Error {
  const detail = cause instanceof Error ? cause.message : String(cause)
  const remedy = remote
    ? 'Check the network, name a folder instead, or leave the model out for the built-in one.'
    : `Its folder needs config.json, tokenizer.json, tokenizer_config.json and ${onnxFile(precision)}.`
  return new Error(
    `Model: cannot load "${name}" from ${root}: ${detail.replace(/\.$/, '')}. ${remedy}`,
    { cause },
  )
}
