import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Embedder } from '../../knowledge/model/embedder.js'
import { measureTurns, type Turns } from './measure-turns.js'
import { startBot } from './start-bot.js'

/** What a benchmark found, times in milliseconds. */
export interface BenchFigures extends Turns {
  /** From npm start to ready with an empty data folder. */
  readonly firstStart: number
  /** The same with what the first start made, each time. */
  readonly laterStarts: readonly number[]
}

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
    const laterStarts = [await timeToReady(dataDir), await timeToReady(dataDir)]
    const bot = await startBot(dataDir)
    try {
      progress(`Bench: ${questions.length} questions, four times.`)
      const turns = await measureTurns(bot, embedder, questions)
      return { ...turns, firstStart, laterStarts: [...laterStarts, bot.readyMs] }
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
