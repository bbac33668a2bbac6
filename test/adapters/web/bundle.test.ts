import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { create } from 'tar'
import { beforeEach, describe, expect, it } from 'vitest'
import { fetchBundle, hasBundle, type Pack, type Release } from '../../../adapters/web/bundle.js'

const contents = { 'dist/webchat.js': 'script', 'dist/webchat.js.LICENSE.txt': 'licence' }

function integrityOf(algorithm: string, bytes: Buffer | string): string {
  return `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`
}

const files = Object.fromEntries(
  Object.entries(contents).map(([path, text]) => [path, integrityOf('sha256', text)]),
)

let folder: string
let tarball: string
let release: Release

/** Plays the npm client: copies the tarball to where it is asked for. */
const pack: Pack = (_name, to) => {
  const path = join(to, 'package.tgz')
  writeFileSync(path, readFileSync(tarball))
  return Promise.resolve(path)
}

/** Packs files as npm does, below `package/`. */
async function packed(entries: Record<string, string>): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'tarball-'))
  for (const [path, text] of Object.entries(entries)) {
    mkdirSync(dirname(join(cwd, 'package', path)), { recursive: true })
    writeFileSync(join(cwd, 'package', path), text)
  }
  const file = join(cwd, 'package.tgz')
  await create({ cwd, file, gzip: true }, ['package'])
  return file
}

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'bundle-')), 'web')
  tarball = await packed({ ...contents, 'dist/stats.json': 'huge', 'package.json': '{}' })
  const integrity = integrityOf('sha512', readFileSync(tarball))
  release = { name: 'client', version: '1.0.0', integrity, files }
})

describe('the bundle', () => {
  it('is fetched with the two files that are used, and nothing else', async () => {
    await fetchBundle(folder, release, pack)
    expect(await hasBundle(folder, release)).toBe(true)
    expect(readdirSync(folder)).toEqual(['1.0.0'])
    expect(readdirSync(join(folder, '1.0.0', 'dist')).sort()).toEqual([
      'webchat.js',
      'webchat.js.LICENSE.txt',
    ])
  })

  it('is refused where the tarball is another', async () => {
    tarball = await packed({ ...contents, 'dist/webchat.js': 'tampered' })
    await expect(fetchBundle(folder, release, pack)).rejects.toThrow(/not the one that was pinned/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused where the tarball broke off', async () => {
    truncateSync(tarball, 100)
    await expect(fetchBundle(folder, release, pack)).rejects.toThrow(/not the one that was pinned/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused where a file is missing from it', async () => {
    tarball = await packed({ 'dist/webchat.js': 'script' })
    const integrity = integrityOf('sha512', readFileSync(tarball))
    const fetching = fetchBundle(folder, { ...release, integrity }, pack)
    await expect(fetching).rejects.toThrow(/lacks a file/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('that can’t be had says what to do', async () => {
    const offline = () => Promise.reject(new Error('npm: ENOTFOUND'))
    await expect(fetchBundle(folder, release, offline)).rejects.toThrow(
      /client 1\.0\.0 could not be fetched \(npm: ENOTFOUND\)\. Run npm run web:fetch where npm/,
    )
    expect(readdirSync(folder)).toEqual([])
  })

  it('is not there when half of a file is', async () => {
    await fetchBundle(folder, release, pack)
    truncateSync(join(folder, '1.0.0', 'dist', 'webchat.js'), 3)
    expect(await hasBundle(folder, release)).toBe(false)
    await fetchBundle(folder, release, pack)
    expect(await hasBundle(folder, release)).toBe(true)
  })
})
