import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const TEMPORARY = '.tmp'
const STALE_MS = 3_600_000

/** Gives the temporary path under which a file of the folder is to be written. */
export type Stage = (name: string) => string

/** The temporary path of each file that was staged so far, by the file's own name. */
export type Staged = ReadonlyMap<string, string>

/**
 * Replaces files of a folder: `write` puts each under the path that its stage gives, then all take
 * their own names in the order in which they were staged. When anything fails no temporary file is
 * left; a failure of the disk is thrown as an Error that names the folder and the remedy.
 */
export async function replaceFiles(
  folder: string,
  write: (stage: Stage, staged: Staged) => Promise<void>,
): Promise<void> {
  const staged = new Map<string, string>()
  const stage = (name: string) => {
    const path = join(folder, `${randomUUID()}${TEMPORARY}`)
    staged.set(name, path)
    return path
  }
  try {
    await mkdir(folder, { recursive: true })
    await removeStale(folder)
    await write(stage, staged)
    for (const [name, path] of staged) await moveTo(path, join(folder, name))
  } catch (error) {
    // After a rename its temporary path is gone, which `force` takes for done.
    await Promise.allSettled([...staged.values()].map((path) => rm(path, { force: true })))
    throw isDiskError(error) ? cannotWrite(folder, error) : error
  }
}

async function moveTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await rename(from, to)
}

/** A process that was killed while writing leaves its temporary files behind. */
async function removeStale(folder: string): Promise<void> {
  const before = Date.now() - STALE_MS
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (name.endsWith(TEMPORARY) && (await stat(path)).mtimeMs < before) await rm(path)
  }
}

function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

function cannotWrite(folder: string, cause: NodeJS.ErrnoException): Error {
  const [reason] = cause.message.split(',')
  const remedy = cause.code === 'ENOSPC' ? 'Free about 100 MB' : 'Allow writing there'
  const text = `Model: cannot write ${folder} (${reason}). ${remedy} or set DATA_DIR to another folder.`
  return new Error(text, { cause })
}
