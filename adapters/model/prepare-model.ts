import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { ModelPlace, Precision } from './model-place.js'
import { sampleFile } from './sample.js'
import { isWhole, type MadeFrom } from './stamp.js'
import { findWeights, type ImportWeights } from './weights-package.js'

/** The built-in model's name, which is also its folder's. */
export const BUILT_IN = 'all-MiniLM-L6-v2'

// Raise it when what is written from the same weights changes.
const WRITER = 1

/** Where the built-in model's files are to be, and how exact it is to be. */
export interface BuiltInModel {
  /** The folder of all models, such as data/model. */
  readonly directory: string
  readonly precision: Precision
  /** How the weights package is imported; tests hand over another way. */
  readonly importWeights?: ImportWeights
}

/**
 * Makes sure that `<directory>/all-MiniLM-L6-v2` holds the built-in model whole: checks its stamp
 * and files in a few milliseconds, or else writes them anew. Several processes may do so at once.
 * Throws when the weights package is missing or the folder can't be written, naming the remedy.
 */
export async function prepareModel(model: BuiltInModel): Promise<ModelPlace> {
  const { precision } = model
  const root = await withoutLinks(resolve(model.directory))
  const weights = await findWeights(model.importWeights)
  const madeFrom: MadeFrom = {
    writer: WRITER,
    precision,
    package: weights.version,
    weights: await sampleFile(weights.weightsPath),
    folder: join(root, BUILT_IN),
  }
  if (!(await isWhole(madeFrom))) {
    // Loaded only now: a later start needs none of the writer's code.
    const { writeModel } = await import('./write-model.js')
    await writeModel(weights, madeFrom)
  }
  const edition = `w${WRITER}-${madeFrom.weights.hash.slice(0, 8)}`
  return { root, name: BUILT_IN, precision, remote: false, edition }
}

/**
 * A path with no link on its way, also where its end isn't there yet. The ONNX file names its tensors'
 * place: whoever came by another way would take the files for moved and write them anew.
 */
async function withoutLinks(path: string): Promise<string> {
  return realpath(path).catch(async () => join(await withoutLinks(dirname(path)), basename(path)))
}
