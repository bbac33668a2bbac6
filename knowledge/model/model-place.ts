/** How exactly the model computes: float32, or 8-bit weights, which is faster and smaller. */
export type Precision = 'fp32' | 'int8'

/** Where @xenova/transformers finds a model's files. */
export interface ModelPlace {
  /** The folder that holds the model's folder. */
  readonly root: string
  /** The model's folder inside `root`, or its id on the hub. */
  readonly name: string
  readonly precision: Precision
  /** False: a missing file is an error, never a download. */
  readonly remote: boolean
  /** What the built-in model was made from; undefined for a model made elsewhere. */
  readonly edition?: string
}

/** The ONNX file's path inside a model's folder; the names are @xenova/transformers' own. */
export function onnxFile(precision: Precision): string {
  return precision === 'int8' ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx'
}
