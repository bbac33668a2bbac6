import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import type { AppDocuments } from './app.js'
import { faultsIn } from './faults.js'
import { openValidator } from './validator.js'

/**
 * Checks an app's documents and writes them as the file that Teams takes.
 *
 * @throws with every fault in them, or where the file can't be written; then nothing is written
 */
export async function writeAppPackage(path: string, documents: AppDocuments): Promise<void> {
  const faults = await faultsIn(documents, await openValidator())
  if (faults.length > 0) throw new Error([heading, ...faults].join('\n  '))
  const texts = { 'manifest.json': documents.manifest, ...documents.localizations }
  const files = Object.entries(texts).map(([name, text]) => [name, encoded(text)] as const)
  await writeZip(path, { ...Object.fromEntries(files), ...(await drawIcons()) })
}

const heading = 'Teams package: nothing was written. Mend the following, then run this again.'

function encoded(document: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`)
}

/** Draws the two icons as Teams wants them: 192 pixels in colour, 32 pixels in white lines. */
async function drawIcons(): Promise<Record<'color.png' | 'outline.png', Uint8Array>> {
  const [color, outline] = await Promise.all([draw('color.svg'), draw('outline.svg')])
  return { 'color.png': color, 'outline.png': outline }
}

/** A drawing has the size of its picture. */
function draw(name: string): Promise<Uint8Array> {
  const file = fileURLToPath(new URL(name, import.meta.url))
  return sharp(file).png({ compressionLevel: 9 }).toBuffer()
}

/** A zip has local times; a fixed one gives the same bytes whenever and wherever it is made. */
const mtime = new Date(1980, 0, 1, 12)

/**
 * Writes files as one zip file, whole or not at all; the same files give the same bytes.
 *
 * @throws where it can't be written, with what to do
 */
async function writeZip(path: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
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
