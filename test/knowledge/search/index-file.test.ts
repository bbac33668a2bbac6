import { chmod, mkdtemp, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashEmbedder } from '../../fakes/hash-embedder.js'
import { openIndex } from '../../../knowledge/search/index-file.js'
import { rowOf } from '../../../knowledge/search/vector-index.js'
import type { Unit } from '../../../knowledge/search/units.js'

const units: Unit[] = ['Cocaine was seized.', 'A network was created.'].map((text) => ({
  text,
  source: 'sentence',
}))

async function freshFile(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'index-')), 'deep', 'knowledge.vectors')
}

/** An embedder that counts how many texts it was given. */
function countingEmbedder(fingerprint = 'counting') {
  const inner = hashEmbedder()
  const embedder = {
    ...inner,
    fingerprint,
    texts: 0,
    embed: (texts: readonly string[]) => {
      embedder.texts += texts.length
      return inner.embed(texts)
    },
  }
  return embedder
}

describe('the index file', () => {
  it('is made once and read after that', async () => {
    const file = await freshFile()
    const embedder = countingEmbedder()
    const made = await openIndex(file, units, embedder)
    const read = await openIndex(file, units, embedder)
    expect(read.vectors).toEqual(made.vectors)
    expect(embedder.texts).toBe(2)
  })

  it('gives each text its own vector', async () => {
    const embedder = hashEmbedder()
    const index = await openIndex(await freshFile(), units, embedder)
    const vectors = await embedder.embed(units.map(({ text }) => text))
    expect(units.map((_, row) => rowOf(index, row))).toEqual(vectors)
  })

  it.each(['a', 'ab', 'abc', 'abcd'])(
    'is read whatever length the model’s name %s has',
    async (name) => {
      const file = await freshFile()
      const made = await openIndex(file, units, countingEmbedder(name))
      const embedder = countingEmbedder(name)
      expect((await openIndex(file, units, embedder)).vectors).toEqual(made.vectors)
      expect(embedder.texts).toBe(0)
    },
  )

  it('is made again where the same texts stand in another order', async () => {
    const file = await freshFile()
    const { vectors } = await openIndex(file, units, countingEmbedder())
    const other = await openIndex(file, units.toReversed(), countingEmbedder())
    expect(other.vectors).not.toEqual(vectors)
    expect(rowOf(other, 0)).toEqual((await hashEmbedder().embed([units[1]?.text ?? '']))[0])
  })

  it.each([
    ['was cut short', async (file: string) => truncate(file, (await stat(file)).size - 40)],
    ['is empty', (file: string) => truncate(file, 0)],
    ['holds something else', (file: string) => writeFile(file, 'not an index')],
  ])('is made again when it %s', async (_, spoil) => {
    const file = await freshFile()
    const made = await openIndex(file, units, countingEmbedder())
    await spoil(file)
    const embedder = countingEmbedder()
    expect((await openIndex(file, units, embedder)).vectors).toEqual(made.vectors)
    expect(embedder.texts).toBe(2)
  })

  it('is made again when the model has changed', async () => {
    const file = await freshFile()
    await openIndex(file, units, countingEmbedder())
    const other = countingEmbedder('another model')
    await openIndex(file, units, other)
    expect(other.texts).toBe(2)
  })

  it('keeps the vectors of texts that it has, whatever stands around them', async () => {
    const file = await freshFile()
    await openIndex(file, units, countingEmbedder())
    const added = { text: 'A guide was drafted.', source: 'sentence' } as const
    const more: Unit[] = [added, ...units.toReversed(), added]
    const embedder = countingEmbedder()
    const { vectors } = await openIndex(file, more, embedder)
    expect(embedder.texts).toBe(1)
    expect(vectors).toEqual((await openIndex(await freshFile(), more, hashEmbedder())).vectors)
  })

  it('leaves no temporary file beside it', async () => {
    const file = await freshFile()
    await openIndex(file, units, hashEmbedder())
    expect(await readdir(join(file, '..'))).toEqual(['knowledge.vectors'])
  })

  it('says which file cannot be written and leaves nothing half-written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'index-'))
    await writeFile(join(folder, 'occupied'), 'a file where a folder is needed')
    await chmod(folder, 0o755)
    const file = join(folder, 'occupied', 'knowledge.vectors')
    await expect(openIndex(file, units, hashEmbedder())).rejects.toThrow(
      /^Index: cannot write .*DATA_DIR/,
    )
    expect(await readFile(join(folder, 'occupied'), 'utf8')).toContain('a file')
  })
})
