import { describe, expect, it } from 'vitest'
import { residentMemory } from '../../../adapters/bench/measure-turns.js'
import { toBenchReport } from '../../../adapters/bench/run-bench.js'
import { timeImports } from '../../../adapters/bench/start-bot.js'
import { command } from './command.js'

describe('npm run bench', () => {
  it('reports times, their ratios, starts and memory', () => {
    const figures = {
      whole: [4, 4, 6],
      bare: [2, 2, 2],
      memory: 333.3,
      slowest: { name: '"1."', ms: 13 },
      firstStart: 7000,
      laterStarts: [900, 1000, 1100],
      imports: [700, 800, 900],
    }
    const report = toBenchReport(figures)
    expect(report).toMatch(/^p50 +4\.00 +2\.00 +2\.00$/m)
    expect(report).toMatch(/^p99 +6\.00 +2\.00 +3\.00$/m)
    expect(report).toMatch(/2,000 characters +13\.00 ms, 3\.25 times p50 \("1\."\)$/m)
    expect(report).toMatch(/first run +7\.00 s\n.*later runs +1\.00 s/)
    expect(report).toMatch(/packages alone +0\.80 s; a later run takes 1\.25 times as long$/m)
    expect(report).toMatch(/100 questions +333 MB$/)
  })

  it('imports every package alone that a start needs', async () => {
    expect(await timeImports()).toBeGreaterThan(0)
  })

  it('takes no more than one file', async () => {
    expect(await command('bench', ['a', 'b'])).toMatchObject({ code: 2, out: '' })
  })

  it('finds no memory of a process group that does not exist', async () => {
    expect(await residentMemory(2 ** 30)).toBeUndefined()
  })
})
