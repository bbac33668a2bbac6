import { spawn } from 'node:child_process'
import { loadavg } from 'node:os'
import { json } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { askAt } from './ask.js'
import { report, spread } from './report.js'
import { startServer, type ServerProcess } from './server-process.js'

/** The knee is the last rate at which no more than one answer in a hundred takes longer. */
const kneeMs = 1000
const firstRate = 10
const lastRate = 1000
const growth = 1.4
const rampSeconds = 8
const loadSeconds = 15
/** An answer may wait for 5 s; then its turn and the way back come on top. */
const bounds = { healthMs: 100, answerMs: 6000 }

/**
 * Asks more and more questions a second until answers take too long, then once, twice and four times
 * as many as that; says how long answers and the health check take, and whether both hold at all of
 * these. It ends by itself after at most three minutes.
 */
export async function loadKnee(): Promise<boolean> {
  const loadBefore = loadavg()[0]
  const server = await startServer({ DIRECT_LINE: 'off' })
  try {
    await askAt(server.url, firstRate, rampSeconds)
    const ramp = await climb(server.url)
    const knee = ramp.findLast(isHeld)?.perSecond ?? firstRate
    const under = []
    for (const times of [1, 2, 4]) under.push({ times, ...(await measure(server, knee * times)) })
    report({ loadBefore, ramp, knee, under })
    return under.every(
      ({ health, answered, failed }) =>
        health.p99 <= bounds.healthMs && answered.p99 <= bounds.answerMs && failed === 0,
    )
  } finally {
    await server.stop()
  }
}

interface Step {
  readonly perSecond: number
  readonly p99: number
  readonly refused: number
}

const isHeld = ({ p99, refused }: Step) => p99 <= kneeMs && refused === 0

async function climbOne(url: string, perSecond: number): Promise<Step> {
  const { answered, refused } = await askAt(url, perSecond, rampSeconds)
  return { perSecond, p99: spread(answered).p99, refused: refused.length }
}

async function climb(url: string): Promise<Step[]> {
  const ramp: Step[] = []
  for (let rate = firstRate; rate <= lastRate; rate *= growth) {
    const step = await climbOne(url, Math.round(rate))
    // A moment in which the machine did something else is no knee.
    const last = isHeld(step) ? step : await climbOne(url, step.perSecond)
    ramp.push(last)
    if (!isHeld(last)) break
  }
  return ramp
}

async function measure({ url, memoryMb }: ServerProcess, perSecond: number) {
  // What waited before has been answered, so that each rate begins alike.
  await wait(1000)
  const program = '--import tsx test/load/health-process.ts'.split(' ')
  const stdio = ['pipe', 'pipe', 'inherit'] as const
  const probe = spawn(process.execPath, [...program, url], { stdio: [...stdio] })
  const probed = json(probe.stdout) as Promise<number[]>
  const { answered, refused, failed } = await askAt(url, perSecond, loadSeconds)
  probe.stdin.end()
  const health = spread(await probed)
  const load = { perSecond, failed, memoryMb: memoryMb() }
  return { ...load, answered: spread(answered), refused: spread(refused), health }
}
