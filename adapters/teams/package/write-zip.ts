import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { zipSync } from 'fflate'

/** A zip has local times; a fixed one gives the same bytes whenever and wherever it is made. */
const mtime = new Date(1980, 0, 1, 12)

/**
 * Writes files as one zip file, whole or not at all; the same files give the same bytes.
 *
 * @throws where it can't be written, with what to do
 */
export async function writeZip(
  path: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, zipSync(files, { level: 9, mtime }))
    await rename(temporary, path)
  } catch (cause) {
    await Promise.allSettled([rm(temporary, { force: true })])
    throw new Error(`Teams package: ${path} can’t be written. Allow that, or name another file.`, {
      cause,
    })
  }
}
