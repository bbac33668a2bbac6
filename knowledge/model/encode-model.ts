import { encodeBert } from './bert-encoder.js'
import { Fp32Layers } from './fp32-layers.js'
import { Int8Layers } from './int8-layers.js'
import type { ModelSource } from './model-source.js'
import { OnnxGraph } from './onnx-graph.js'
import type { TensorFile } from './tensor-file.js'

/**
 * The ONNX bytes of a BERT encoder in the precision that its source asks for. Large constants go
 * to `tensors`; left out, they are part of the bytes.
 */
export function encodeModel(source: ModelSource, tensors?: TensorFile): Uint8Array {
  const { config, weights, precision } = source
  const graph = new OnnxGraph(tensors)
  const Layers = precision === 'int8' ? Int8Layers : Fp32Layers
  return encodeBert(graph, new Layers(graph, weights, config.layer_norm_eps), config)
}
