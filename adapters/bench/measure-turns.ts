import { readdir, readFile } from 'node:fs/promises'
import type { Embedder } from '../../knowledge/model/embedder.js'
import { quantile } from '../statistics.js'
import { askOverHttp, newConversation } from './ask-over-http.js'
import { hostileTexts } from './hostile-texts.js'
import type { StartedBot } from './start-bot.js'

/** Milliseconds of whole turns and of bare forward passes over the same questions. */
export interface Turns {
  readonly whole: readonly number[]
  readonly bare: readonly number[]
  /** Megabytes of the bot after 100 questions. */
  readonly memory: number | undefined
  /** The message of the greatest length that takes longest, alone or as a follow-up. */
  readonly slowest: SlowText
}

/** A message and how long a turn with it takes, in milliseconds. */
interface SlowText {
  readonly name: string
  readonly ms: number
}

const rounds = 4

/**
 * Asks a running bot every question, and gives each to the bare model right before its turn, so
 * that neither runs in a loop that is warmer than the other's; the first round warms up and isn't
 * counted.
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
      const pass = await timed(() => embedder.embed([question]))
      const turn = await askOverHttp(url, question)
      if (round > 0) {
        bare.push(pass)
        whole.push(turn)
      }
      asked += 1
      if (asked === 100) memory = await residentMemory(group)
    }
  }
  return { whole, bare, memory, slowest: await slowestText(url) }
}

/** Characters of a message that are read unless told otherwise. */
const greatestLength = 2000

/** Each text several times, since one time alone may be the machine's doing. */
async function slowestText(url: string): Promise<SlowText> {
  let slowest: SlowText = { name: '', ms: 0 }
  for (const { name, text } of hostileTexts(greatestLength)) {
    const [alone, following]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await askOverHttp(url, text))
      const conversation = newConversation()
      await askOverHttp(url, 'What does the report say about Panama?', conversation)
      following.push(await askOverHttp(url, text, conversation))
    }
    const ms = Math.max(quantile(alone, 0.5), quantile(following, 0.5))
    if (ms > slowest.ms) slowest = { name, ms }
  }
  return slowest
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await task()
  return performance.now() - start
}

/**
 * The resident memory of the largest process of a group, in megabytes; undefined where the system
 * has no /proc to read it from.
 */
export async function residentMemory(group: number): Promise<number | undefined> {
  const entries = await readdir('/proc').catch(() => [])
  const sizes = await Promise.all(
    entries.filter((name) => /^\d+$/.test(name)).map((pid) => sizeOf(pid, group)),
  )
  const largest = Math.max(...sizes)
  return largest > 0 ? largest / 1024 : undefined
}

/** In kilobytes; 0 for a process of another group or one that has ended. */
async function sizeOf(pid: string, group: number): Promise<number> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
  // The command's name stands in brackets and may hold spaces; the group is the third field after.
  const fields = (await read('stat')).replace(/^.*\) /s, '').split(' ')
  if (Number(fields[2]) !== group) return 0
  return Number(/^VmRSS:\s+(\d+)/m.exec(await read('status'))?.[1] ?? 0)
}
