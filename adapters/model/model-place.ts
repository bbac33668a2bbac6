import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'

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

/**
 * Where another model than the built-in one is: a folder with config.json, tokenizer files and
 * onnx/, or else an id on the hub, whose files are then kept in `directory`. Throws for a path that
 * holds no model.
 */
export function findModel(
  model: string,
  { directory, precision }: { directory: string; precision: Precision },
): ModelPlace {
  const folder = resolve(model)
  if (existsSync(join(folder, 'config.json'))) {
    return { root: dirname(folder), name: basename(folder), precision, remote: false }
  }
  if (isAbsolute(model) || /^\.{1,2}[\\/]/.test(model)) {
    throw new Error(`Model: ${folder} has no config.json. Name a model's folder or a hub id.`)
  }
  return { root: resolve(directory), name: model, precision, remote: true }
}
