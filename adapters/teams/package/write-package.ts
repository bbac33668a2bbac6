import type { AppDocuments } from './app.js'
import { faultsIn } from './faults.js'
import { drawIcons } from './icons.js'
import { openValidator } from './validator.js'
import { writeZip } from './write-zip.js'

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
