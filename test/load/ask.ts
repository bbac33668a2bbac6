import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { message } from '../fakes/activities.js'
import { questions } from './questions.js'

/** How one question ended. */
interface Outcome {
  readonly status: number
  readonly ms: number
}

/** Milliseconds of the questions that were answered, and of those that were turned away. */
export interface Asked {
  readonly answered: readonly number[]
  readonly refused: readonly number[]
  /** Those that got something else than an answer or a refusal. */
  readonly failed: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 2000 })
let count = 0

/** Asks so many questions a second, whether earlier ones were answered or not. */
export async function askAt(url: string, perSecond: number, seconds: number): Promise<Asked> {
  const began = performance.now()
  const running: Promise<Outcome>[] = []
  for (let at = 0; at < perSecond * seconds; at += 1) {
    const early = began + (at * 1000) / perSecond - performance.now()
    if (early > 0) await wait(early)
    running.push(ask(url))
  }
  return sorted(await Promise.all(running))
}

/** Asks so many questions, a few at a time. */
export async function askMany(url: string, many: number): Promise<Asked> {
  const outcomes: Outcome[] = []
  const atOnce = 4
  const asker = async () => {
    for (let at = 0; at < many / atOnce; at += 1) outcomes.push(await ask(url))
  }
  await Promise.all(Array.from({ length: atOnce }, asker))
  return sorted(outcomes)
}

/** Asks one question in a conversation of its own; the answer comes back in the response. */
function ask(url: string): Promise<Outcome> {
  count += 1
  const question = questions[count % questions.length]
  const body = JSON.stringify(message(question, { conversation: { id: `load-${count}` } }))
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/messages`, { method: 'POST', agent, headers }, (response) => {
      const { statusCode: status = 0 } = response
      response.resume().once('end', () => resolve({ status, ms: performance.now() - began }))
    })
    // The server may close a connection that lay idle in the moment in which it is used again.
    const again = (error: Error) => (asked.reusedSocket ? resolve(ask(url)) : reject(error))
    asked.once('error', again).end(body)
  })
}

function sorted(outcomes: readonly Outcome[]): Asked {
  const of = (wanted: number) =>
    outcomes.filter(({ status }) => status === wanted).map(({ ms }) => ms)
  const [answered, refused] = [of(200), of(503)]
  return { answered, refused, failed: outcomes.length - answered.length - refused.length }
}
