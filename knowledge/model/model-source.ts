import { readFile } from 'node:fs/promises'
import { readBertConfig, type BertConfig } from './bert-config.js'
import type { Precision } from './model-place.js'
import { readSafetensors } from './safetensors.js'
import { Weights } from './weights.js'

/** All that a model file is made of. */
export interface ModelSource {
  readonly config: BertConfig
  readonly weights: Weights
  readonly precision: Precision
}

/** Reads a BERT config.json and its safetensors file; throws when one of them is damaged. */
export async function readSource(
  { configPath, weightsPath }: { configPath: string; weightsPath: string },
  precision: Precision,
): Promise<ModelSource> {
  const config = readBertConfig(await readFile(configPath, 'utf8'))
  const weights = new Weights(readSafetensors(await readFile(weightsPath)))
  return { config, weights, precision }
}
