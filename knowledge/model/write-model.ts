import { readSource } from './model-source.js'
import { replaceFiles } from './replace-files.js'
import { writeStamp, type MadeFrom } from './stamp.js'
import { writeTokenizerFiles } from './tokenizer-files.js'
import type { WeightsPackage } from './weights-package.js'
import { writeOnnx } from './write-onnx.js'

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
