import { mkdtempSync } from 'node:fs'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeModel, readSource } from '../../../adapters/model/encode-model.js'
import { findModel } from '../../../adapters/model/model-place.js'
import { openEmbedder } from '../../../adapters/model/open-embedder.js'
import { findWeights } from '../../../adapters/model/weights-package.js'
import { writeTokenizerFiles } from '../../../adapters/model/write-model.js'
import { cosine, SHARED, temporaryFolder } from './model-folder.js'

/** Makes a folder as people download it: the ONNX file holds all its tensors. */
async function downloadModel(folder: string): Promise<void> {
  await mkdir(join(folder, 'onnx'), { recursive: true })
  const weights = await findWeights()
  await writeTokenizerFiles(weights, (name) => join(folder, name))
  const bytes = encodeModel(await readSource(weights, 'int8'))
  await writeFile(join(folder, 'onnx', 'model_quantized.onnx'), bytes)
}

describe('another model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'model-'))
  const model = join(folder, 'my-model')
  beforeAll(() => downloadModel(model))
  afterAll(() => rm(folder, { recursive: true }))

  it('is read from a folder, and named by the hash of its file', async () => {
    const embedder = await openEmbedder({ directory: SHARED, model, precision: 'int8' })
    expect(embedder.fingerprint).toMatch(/^my-model\/int8\/[0-9a-f]{8}$/)
  })

  it('gives the same vectors with its tensors inside as the built-in one with them outside', async () => {
    const inside = await openEmbedder({ directory: SHARED, model, precision: 'int8' })
    const outside = await openEmbedder({ directory: SHARED, precision: 'int8' })
    const [a = []] = await inside.embed(['Who pays?'])
    const [b = []] = await outside.embed(['Who pays?'])
    expect(cosine(a, b)).toBeGreaterThan(0.99999)
  })

  it('cannot be loaded when a file is damaged, and the error names it', async () => {
    const damaged = join(await temporaryFolder(), 'my-model')
    await cp(model, damaged, { recursive: true })
    await writeFile(join(damaged, 'tokenizer.json'), '{"version":')
    const opening = openEmbedder({ directory: SHARED, model: damaged, precision: 'int8' })
    await expect(opening).rejects.toThrow(/^Model: cannot load "my-model" from /)
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
