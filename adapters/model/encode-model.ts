import { readFile } from 'node:fs/promises'
import { readBertConfig, type BertConfig } from '../../knowledge/model/bert-config.js'
import { encodeBert } from '../../knowledge/model/bert-encoder.js'
import { Fp32Layers } from '../../knowledge/model/fp32-layers.js'
import { Int8Layers } from '../../knowledge/model/int8-layers.js'
import { OnnxGraph, type LargeConstants } from '../../knowledge/model/onnx-graph.js'
import { readSafetensors } from '../../knowledge/model/safetensors.js'
import { Weights } from '../../knowledge/model/weights.js'
import type { Precision } from './model-place.js'

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

/**
 * The ONNX bytes of a BERT encoder in the precision that its source asks for. Large constants go
 * to `large`; left out, they are part of the bytes.
 */
export function encodeModel(source: ModelSource, large?: LargeConstants): Uint8Array {
  const { config, weights, precision } = source
  const graph = new OnnxGraph(large)
  const Layers = precision === 'int8' ? Int8Layers : Fp32Layers
  return encodeBert(graph, new Layers(graph, weights, config.layer_norm_eps), config)
}
