import { execFile } from 'node:child_process'
import { mkdtempSync, symlinkSync, utimesSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { toMissTable } from '../../../adapters/cli/miss-table.js'
import { MissFile, missRecords, type MissRecord } from '../../../adapters/keeping/miss-file.js'
import { startRetention } from '../../../adapters/keeping/retention.js'
import { notedDisk } from '../../fakes/noted-disk.js'

/** A folder of data with the project's own model in it. */
function freshData(): string {
  const folder = mkdtempSync(join(tmpdir(), 'misses-'))
  symlinkSync(resolve('data/model'), join(folder, 'model'))
  return folder
}

const miss = (question: string, more: Partial<MissRecord> = {}): MissRecord => ({
  day: '2026-11-20',
  reason: 'refused',
  question,
  answer: 'That is not in the report.',
  places: [{ document: 'CTOC/COP/2012/10', paragraph: 25 }],
  channel: 'webchat',
  message: question,
  ...more,
})

const run = async (dataDir: string, ...args: string[]) => {
  const program = ['--import', 'tsx', 'adapters/cli/misses.ts', ...args]
  const env = { ...process.env, DATA_DIR: dataDir }
  return (await promisify(execFile)(process.execPath, program, { env })).stdout
}

/** A folder of data with these lines in the file of what was asked in vain. */
function written(lines: readonly object[]): string {
  const dataDir = freshData()
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  writeFileSync(join(dataDir, 'misses.ndjson'), text)
  return dataDir
}

const kept = (dataDir: string) =>
  missRecords(join(dataDir, 'misses.ndjson'), notedDisk().disk).load()

describe('npm run misses', () => {
  it('groups what was asked in vain by similarity, the most asked first', async () => {
    const dataDir = written([
      miss('Who is the director of UNODC?'),
      miss('How long is the film?'),
      miss('what length is the film', { day: '2026-11-22' }),
      miss('What is the length of the film?', { reason: 'disliked' }),
    ])
    const groups = JSON.parse(await run(dataDir, '--json')) as {
      count: number
      misses: MissRecord[]
    }[]
    expect(groups.map(({ count }) => count)).toEqual([3, 1])
    expect(groups[0]?.misses[0]?.question).toBe('what length is the film')
    expect(toMissTable(groups)).toMatch(
      /^asked +last +reason +question +nearest +answered\n3 +2026-11-22 +refused/,
    )
  })

  it('says that nothing was asked in vain', async () => {
    expect(await run(freshData())).toBe('Nothing was asked in vain.\n')
  })
})

describe('the nearest places', () => {
  const table = (lines: readonly object[]) => {
    const groups = kept(written(lines)).map((one) => ({ count: 1, misses: [one] }))
    return toMissTable(groups)
  }
  const place = { document: 'CTOC/COP/2012/10', paragraph: 25, subparagraph: 'a' }

  it('are listed by their numbers, also from lines of earlier releases', () => {
    const { places, ...former } = miss('How long is the film?')
    const lines = [miss('Who is the director of UNODC?', { places: [place] })]
    const listed = table([...lines, { ...former, paragraphs: [31, 32] }])
    expect(places).toHaveLength(1)
    expect(listed).toMatch(/UNODC\? +25 \(a\) /)
    expect(listed).toMatch(/film\? +31, 32 /)
  })

  it('are listed with their documents where there are several', () => {
    const other = { document: 'A/1', paragraph: 3 }
    const listed = table([miss('How long is the film?', { places: [place, other] })])
    expect(listed).toContain('CTOC/COP/2012/10 25 (a), A/1 3 ')
  })
})

describe('the file of what is asked in vain', () => {
  it('keeps a question once a reason, also over a restart, and forgets it by its message', async () => {
    const dataDir = freshData()
    const path = join(dataDir, 'misses.ndjson')
    const one = { ...miss('x'), message: 'webchat/c1/1' }
    for (let start = 0; start < 2; start += 1) {
      const file = new MissFile(path, notedDisk().disk)
      await Promise.all([file.add(one), file.add(one)])
      await file.add({ ...one, reason: 'disliked' })
    }
    expect(kept(dataDir)).toMatchObject([{ reason: 'refused' }, { reason: 'disliked' }])
    await new MissFile(path, notedDisk().disk).forget('webchat/c1/1')
    expect(kept(dataDir)).toEqual([])
  })
})

describe('retention', () => {
  it('lets go of what is older than its days, and of old files that were set aside', () => {
    const dataDir = freshData()
    const rejected = ['old', 'new'].map((name) => join(dataDir, `${name}.ndjson.rejected`))
    for (const path of rejected) writeFileSync(path, 'x')
    const past = new Date(Date.now() - 91 * 86_400_000)
    utimesSync(rejected[0] ?? '', past, past)
    const asked: Date[] = []
    const aging = [{ forgetBefore: (moment: Date) => void asked.push(moment) }]
    const warned: unknown[] = []
    startRetention({ dataDir, days: 90, aging, warn: (error) => void warned.push(error) })
    expect(asked.map((moment) => Math.round((Date.now() - Number(moment)) / 86_400_000))).toEqual([
      90,
    ])
    expect(rejected.map((path) => existsSync(path))).toEqual([false, true])
    expect(warned).toEqual([])
  })
})
