import type { Embedder } from '../../knowledge/model/embedder.js'
import { askOverHttp } from './ask-over-http.js'
import { residentMemory } from './resident-memory.js'
import type { StartedBot } from './start-bot.js'

/** Milliseconds of whole turns and of bare forward passes over the same questions. */
export interface Turns {
  readonly whole: readonly number[]
  readonly bare: readonly number[]
  /** Megabytes of the bot after 100 questions. */
  readonly memory: number | undefined
}

const rounds = 4

/**
 * Asks a running bot every question and gives the same questions to the bare model, round by
 * round; the first round of each warms up and isn't counted.
 */
export async function measureTurns(
  { url, group }: StartedBot,
  embedder: Embedder,
  questions: readonly string[],
): Promise<Turns> {
  const [whole, bare]: [number[], number[]] = [[], []]
  let memory: number | undefined
  let asked = 0
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions) {
      const ms = await timed(() => embedder.embed([question]))
      if (round > 0) bare.push(ms)
    }
    for (const question of questions) {
      const ms = await askOverHttp(url, question)
      if (round > 0) whole.push(ms)
      asked += 1
      if (asked === 100) memory = await residentMemory(group)
    }
  }
  return { whole, bare, memory }
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await task()
  return performance.now() - start
}
