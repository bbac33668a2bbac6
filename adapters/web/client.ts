import { access, constants, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress } from 'node:zlib'
import { toAsset, type Asset } from './asset.js'
import { fetchBundle, hasBundle, webChat, type Pack, type Release } from './bundle.js'

/** The chat client, once it is there. */
export interface Client {
  /** What the page loads, by file name; undefined while it is being fetched. */
  readonly files: () => ReadonlyMap<string, Asset> | undefined
  /** Settled once fetching has ended, well or not. */
  readonly settled: Promise<void>
}

/** Where the client is kept and where faults are reported. */
export interface ClientPlace {
  readonly folder: string
  readonly warn: (error: unknown) => void
  /** What is waited for first, so that the client doesn't compete with it; nothing unless told. */
  readonly after?: Promise<unknown>
  readonly release?: Release
  readonly pack?: Pack
}

/** Name of the client's script under /web/; it changes with the release, so that it can be kept. */
export const clientScript = `webchat-${webChat.version}.js`

/** Makes the client ready in the background, fetching it first where it is missing. */
export function openClient({ folder, warn, after, release = webChat, pack }: ClientPlace): Client {
  let files: ReadonlyMap<string, Asset> | undefined
  const open = async () => {
    await after
    if (!(await hasBundle(folder, release))) await fetchBundle(folder, release, pack)
    const place = join(folder, release.version, 'dist')
    const plain = await readFiles(place)
    files = plain
    files = await withBrotli(plain, join(place, 'webchat.js.br'))
  }
  return { files: () => files, settled: open().catch(warn) }
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const [script, licence] = await Promise.all([
    readFile(join(folder, 'webchat.js')),
    readFile(join(folder, 'webchat.js.LICENSE.txt')),
  ])
  return new Map([
    [clientScript, await toAsset(clientScript, script)],
    ['webchat.js.LICENSE.txt', await toAsset('webchat.js.LICENSE.txt', licence)],
  ])
}

/**
 * Adds the script as Brotli packs it. That takes ten seconds of one core, so that it is done once,
 * beside the running server, and kept; a file that broke off is made anew.
 */
async function withBrotli(plain: ReadonlyMap<string, Asset>, file: string) {
  const script = plain.get(clientScript)
  if (script === undefined) return plain
  const kept = await readFile(file).catch(() => undefined)
  const isWhole = kept !== undefined && (await unpacks(kept, script.body))
  if (!isWhole && !(await canWrite(dirname(file)))) return plain
  const tight = isWhole ? kept : await promisify(brotliCompress)(script.body)
  if (!isWhole) await keep(file, tight)
  return new Map([...plain, [clientScript, { ...script, tight }]])
}

/** A folder that an image or an administrator filled is taken as it is. */
function canWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}

async function unpacks(packed: Buffer, body: Buffer): Promise<boolean> {
  const unpacked = await promisify(brotliDecompress)(packed).catch(() => undefined)
  return unpacked?.equals(body) === true
}

/** Written whole, then renamed: another process may be reading it. */
async function keep(file: string, bytes: Buffer): Promise<void> {
  const half = `${file}.${process.pid}`
  await writeFile(half, bytes)
  await rename(half, file)
}
