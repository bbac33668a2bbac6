import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeModel, readSource } from '../../../adapters/model/encode-model.js'
import { findModel } from '../../../adapters/model/model-place.js'
import { openEmbedder } from '../../../adapters/model/open-embedder.js'
import { findWeights } from '../../../adapters/model/weights-package.js'
import { writeTokenizerFiles } from '../../../adapters/model/write-model.js'
import { cosine, SHARED, temporaryFolder } from './model-folder.js'

/** A folder as people download it: the ONNX file holds all its tensors. */
async function downloadedModel(): Promise<string> {
  const folder = join(await temporaryFolder(), 'my-model')
  await mkdir(join(folder, 'onnx'), { recursive: true })
  const weights = await findWeights()
  await writeTokenizerFiles(weights, (name) => join(folder, name))
  const bytes = encodeModel(await readSource(weights, 'int8'))
  await writeFile(join(folder, 'onnx', 'model_quantized.onnx'), bytes)
  return folder
}

describe('another model', () => {
  it('is read from a folder, and named by the hash of its file', async () => {
    const model = await downloadedModel()
    const embedder = await openEmbedder({ directory: SHARED, model, precision: 'int8' })
    expect(embedder.fingerprint).toMatch(/^my-model\/int8\/[0-9a-f]{8}$/)
  })

  it('gives the same vectors with its tensors inside as the built-in one with them outside', async () => {
    const model = await downloadedModel()
    const inside = await openEmbedder({ directory: SHARED, model, precision: 'int8' })
    const outside = await openEmbedder({ directory: SHARED, precision: 'int8' })
    const [a = []] = await inside.embed(['Who pays?'])
    const [b = []] = await outside.embed(['Who pays?'])
    expect(cosine(a, b)).toBeGreaterThan(0.99999)
  })

  it('cannot be loaded when a file is damaged, and the error names it', async () => {
    const model = await downloadedModel()
    await writeFile(join(model, 'tokenizer.json'), '{"version":')
    await expect(openEmbedder({ directory: SHARED, model, precision: 'int8' })).rejects.toThrow(
      /^Model: cannot load "my-model" from /,
    )
  })

  it('is looked for on the hub, and kept beside the built-in one, when it is no folder', () => {
    const place = findModel('Xenova/bge-small-en-v1.5', { directory: SHARED, precision: 'int8' })
    expect(place).toMatchObject({ root: SHARED, name: 'Xenova/bge-small-en-v1.5', remote: true })
  })

  it('is refused, with the folder named, when the folder holds none', async () => {
    const model = await temporaryFolder()
    await expect(openEmbedder({ directory: SHARED, model })).rejects.toThrow(
      `Model: ${model} has no config.json.`,
    )
  })
})
