import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
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
    files = await readFiles(join(folder, release.version, 'dist'))
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
