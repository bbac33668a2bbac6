import { loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { askMany } from './ask.js'
import { report, spread } from './report.js'
import { startServer } from './server-process.js'

const few = 2000
const many = 20_000
/** How much more memory so many questions may leave behind. */
const bound = 1.1

/** Asks 20,000 questions; says whether the memory stays within a tenth of that after 2,000. */
export async function loadMemory(): Promise<boolean> {
  const loadBefore = loadavg()[0]
  const server = await startServer({ DIRECT_LINE: 'off' })
  try {
    const first = await askMany(server.url, few)
    const afterFew = await restingMb(server.memoryMb)
    const rest = await askMany(server.url, many - few)
    const afterMany = await restingMb(server.memoryMb)
    const failed = [first, rest].reduce((sum, one) => sum + one.failed + one.refused.length, 0)
    const ratio = Number((afterMany / afterFew).toFixed(3))
    report({ loadBefore, afterFew, afterMany, ratio, failed, turn: spread(rest.answered) })
    return ratio <= bound && failed === 0
  } finally {
    await server.stop()
  }
}

/** The memory once nothing is going on. */
async function restingMb(memoryMb: () => number): Promise<number> {
  await wait(5000)
  return memoryMb()
}
