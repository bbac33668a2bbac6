import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Stage, Staged } from './replace-files.js'
import { sampleFile, type Sample } from './sample.js'

const sample = z.object({ bytes: z.number(), hash: z.string() })

const schema = z.object({
  /** Version of the code that wrote the files. */
  writer: z.number(),
  precision: z.enum(['fp32', 'int8']),
  /** Version of the weights package. */
  package: z.string(),
  weights: sample,
  /** The ONNX file names its tensors' place, so a folder that was moved is written anew. */
  folder: z.string(),
  files: z.record(z.string(), sample),
})

type Stamp = z.infer<typeof schema>

/** What a model's files are made from, and the folder that they are made for. */
export type MadeFrom = Omit<Stamp, 'files'>

/** True when the folder holds every file that its stamp lists, unchanged and made from just this. */
export async function isWhole(madeFrom: MadeFrom): Promise<boolean> {
  const stamp = await readStamp(join(madeFrom.folder, stampName(madeFrom)))
  if (!stamp) return false
  const { files, ...found } = stamp
  if (!isDeepStrictEqual(found, madeFrom)) return false
  const checks = Object.entries(files).map(([name, expected]) =>
    isUnchanged(join(madeFrom.folder, name), expected),
  )
  return (await Promise.all(checks)).every(Boolean)
}

/** Stages the stamp of a model whose other files are all staged and written. */
export async function writeStamp(madeFrom: MadeFrom, stage: Stage, written: Staged): Promise<void> {
  const files: Record<string, Sample> = {}
  for (const [name, path] of written) files[name] = await sampleFile(path)
  const stamp: Stamp = { ...madeFrom, files }
  await writeFile(stage(stampName(madeFrom)), JSON.stringify(stamp, undefined, 2))
}

/** Each precision has its own stamp, as both share a folder. */
function stampName({ precision }: MadeFrom): string {
  return `stamp-${precision}.json`
}

async function readStamp(path: string): Promise<Stamp | undefined> {
  const text = await readFile(path, 'utf8').catch(undefinedIfMissing)
  return schema.safeParse(parse(text ?? '')).data
}

async function isUnchanged(path: string, expected: Sample): Promise<boolean> {
  const found = await sampleFile(path).catch(undefinedIfMissing)
  return isDeepStrictEqual(found, expected)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A stamp cut short says the same as none: the files were not finished.
    return undefined
  }
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
