import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import type { ModelPlace, Precision } from './model-place.js'

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
