import { closeSync, openSync, writeFileSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeModel, readSource, type ModelSource } from './encode-model.js'
import { onnxFile } from './model-place.js'
import { replaceFiles, type Stage } from './replace-files.js'
import { writeStamp, type MadeFrom } from './stamp.js'
import { TensorFile } from './tensor-file.js'
import type { WeightsPackage } from './weights-package.js'

/** Writes all files of the built-in model, the stamp last; throws when the disk refuses. */
export async function writeModel(weights: WeightsPackage, madeFrom: MadeFrom): Promise<void> {
  const { folder, precision } = madeFrom
  const source = await readSource(weights, precision)
  await replaceFiles(folder, async (stage, staged) => {
    await writeTokenizerFiles(weights, stage)
    writeOnnx(source, { stage, folder })
    await writeStamp(madeFrom, stage, new Map(staged))
  })
}

/**
 * Writes what @xenova/transformers wants beside a model: config.json and tokenizer.json as the
 * package has them, and a tokenizer_config.json for uncased BERT with the package's token limit.
 */
export async function writeTokenizerFiles(weights: WeightsPackage, stage: Stage): Promise<void> {
  await copyFile(weights.configPath, stage('config.json'))
  await copyFile(weights.tokenizerPath, stage('tokenizer.json'))
  const settings = {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: weights.maxTokens,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    mask_token: '[MASK]',
  }
  await writeFile(stage('tokenizer_config.json'), JSON.stringify(settings))
}

/** Where the files of a model are written now, and the folder where they will lie in use. */
interface OnnxPaths {
  readonly stage: Stage
  readonly folder: string
}

/**
 * Writes a model as an ONNX file and a file with its large tensors; one tensor at a time, so that
 * the whole is never wide in memory. Throws what the file system throws.
 */
function writeOnnx(source: ModelSource, { stage, folder }: OnnxPaths): void {
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
