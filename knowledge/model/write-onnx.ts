import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeModel } from './encode-model.js'
import { onnxFile } from './model-place.js'
import type { ModelSource } from './model-source.js'
import { TensorFile } from './tensor-file.js'

/** Where the files of a model are written now, and the folder where they will lie in use. */
export interface OnnxPaths {
  readonly stage: (name: string) => string
  readonly folder: string
}

/**
 * Writes a model as an ONNX file and a file with its large tensors; one tensor at a time, so that
 * the whole is never wide in memory. Throws what the file system throws.
 */
export function writeOnnx(source: ModelSource, { stage, folder }: OnnxPaths): void {
  const name = onnxFile(source.precision)
  // The way in which the ONNX file names its tensors (tensor-file.ts) doesn't reach other drives.
  if (process.platform === 'win32') {
    writeFileSync(stage(name), encodeModel(source))
    return
  }
  const tensors = openSync(stage(`${name}.data`), 'wx')
  try {
    const usedAt = join(folder, `${name}.data`)
    writeFileSync(stage(name), encodeModel(source, new TensorFile(tensors, usedAt)))
  } finally {
    closeSync(tensors)
  }
}
