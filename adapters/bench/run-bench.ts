import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Embedder } from '../../knowledge/model/embedder.js'
import { quantile } from '../statistics.js'
import { toTable } from '../table.js'
import { measureTurns, type Turns } from './measure-turns.js'
import { startBot, timeImports } from './start-bot.js'

/** What a benchmark found, times in milliseconds. */
export interface BenchFigures extends Turns {
  /** From npm start to ready with an empty data folder. */
  readonly firstStart: number
  /** The same with what the first start made, each time. */
  readonly laterStarts: readonly number[]
  /** What a process takes that imports the packages alone, right before each of these. */
  readonly imports: readonly number[]
}

/** Later starts, of which the median counts. */
const starts = 3

/** Starts the bot as its user does, first with an empty data folder, and asks it the questions. */
export async function runBench(
  embedder: Embedder,
  questions: readonly string[],
  progress: (line: string) => void,
): Promise<BenchFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'))
  try {
    progress('Bench: first start, with an empty data folder.')
    const firstStart = await timeToReady(dataDir)
    progress('Bench: later starts.')
    const [laterStarts, imports]: [number[], number[]] = [[], []]
    for (let time = 1; time < starts; time += 1) {
      imports.push(await timeImports())
      laterStarts.push(await timeToReady(dataDir))
    }
    imports.push(await timeImports())
    const bot = await startBot(dataDir)
    try {
      progress(`Bench: ${questions.length} questions, four times.`)
      const turns = await measureTurns(bot, embedder, questions)
      return { ...turns, firstStart, imports, laterStarts: [...laterStarts, bot.readyMs] }
    } finally {
      await bot.stop()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function timeToReady(dataDir: string): Promise<number> {
  const bot = await startBot(dataDir)
  await bot.stop()
  return bot.readyMs
}

/** Writes a benchmark's figures with the ratio of a whole turn to a bare forward pass. */
export function toBenchReport(figures: BenchFigures): string {
  const { whole, bare, memory, slowest, firstStart, laterStarts, imports } = figures
  const times = (slowest.ms / quantile(whole, 0.5)).toFixed(2)
  const rows = [0.5, 0.99].map((share) => {
    const [turn, pass] = [quantile(whole, share), quantile(bare, share)]
    return [`p${share * 100}`, turn.toFixed(2), pass.toFixed(2), (turn / pass).toFixed(2)]
  })
  const [later, bareStart] = [quantile(laterStarts, 0.5), quantile(imports, 0.5)]
  return [
    toTable(['', 'whole turn, ms', 'bare forward pass, ms', 'ratio'], rows),
    '',
    `Slowest message of 2,000 characters  ${slowest.ms.toFixed(2)} ms, ${times} times p50 (${slowest.name})`,
    `From npm start to ready, first run   ${(firstStart / 1000).toFixed(2)} s`,
    `From npm start to ready, later runs  ${(later / 1000).toFixed(2)} s (median of ${laterStarts.length})`,
    `Imports of the packages alone        ${(bareStart / 1000).toFixed(2)} s; a later run takes ${(later / bareStart).toFixed(2)} times as long`,
    `Resident memory, 100 questions       ${memory === undefined ? 'not known here' : `${memory.toFixed(0)} MB`}`,
  ].join('\n')
}
