import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NotKept } from '../../../adapters/store/disk.js'
import { notedDisk } from '../../fakes/noted-disk.js'

const blocks: Readonly<Record<string, (file: string) => void>> = {
  'whose folder is a file': (file) => writeFileSync(join(file, '..'), ''),
  'that is a folder': (file) => mkdirSync(file, { recursive: true }),
}

describe('a file that can’t be written while others can', () => {
  it.each(Object.entries(blocks))('%s is told of once, and again when it can', (_, block) => {
    const folder = mkdtempSync(join(tmpdir(), 'disk-'))
    const file = join(folder, 'blocked', 'kept.ndjson')
    block(file)
    const { disk, logged } = notedDisk()
    const told = () => logged().match(/files can[^":]*/g)
    for (let at = 0; at < 3; at += 1) {
      expect(() => disk.append(file, ['one'])).toThrow(NotKept)
      disk.append(join(folder, 'other.ndjson'), ['two'])
    }
    expect(told()).toEqual(['files can’t be written'])
    rmSync(join(folder, 'blocked'), { recursive: true })
    disk.append(join(folder, 'other.ndjson'), ['three'])
    disk.append(file, ['four'])
    expect(told()).toEqual(['files can’t be written', 'files can be written again'])
    expect(readdirSync(folder).sort()).toEqual(['blocked', 'other.ndjson'])
  })
})
