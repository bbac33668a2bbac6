import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, post } from '../fakes/activities.js'
import { FakeAssistant, unsourced } from '../fakes/assistant.js'
import { openConnector, type Connector } from '../fakes/connector.js'
import { bodies } from '../fakes/random-activities.js'
import { serveBot } from '../fakes/served-bot.js'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let channel: Connector
let bot: Awaited<ReturnType<typeof serveBot>>

beforeAll(async () => {
  channel = await openConnector()
  // The fake must not remember what it was asked, or it would be the leak.
  const assistant = { respond: (text: string) => new FakeAssistant(echo).respond(text, []) }
  bot = await serveBot({ assistant, logLevel: 'error' })
})
afterAll(async () => {
  await bot.close()
  channel.close()
})

const echo = (text: string) => unsourced('clarify', text)

function heapInMB(): number {
  channel.received.length = 0
  collect()
  return process.memoryUsage().heapUsed / 1e6
}

/** Posts that many random bodies; each must get an answer that puts no blame on the bot. */
async function storm(count: number): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {}
  const property = fc.asyncProperty(bodies(channel.url), async (body) => {
    const { status } = await post(bot.url, body)
    statuses[status] = (statuses[status] ?? 0) + 1
    if (channel.received.length > 500) channel.received.length = 0
    // That an invoke is not implemented is no fault of the bot, but what the protocol asks for.
    if (status !== 501) expect(status).toBeLessThan(500)
  })
  await fc.assert(property, { numRuns: count })
  return statuses
}

describe('10,000 random and mutated activities', () => {
  it('get no 5xx, break nothing and leave the memory flat', { timeout: 120_000 }, async () => {
    await storm(2000)
    const before = heapInMB()
    const statuses = await storm(8000)
    const after = heapInMB()
    expect(after - before, `heap: ${before} MB, then ${after} MB`).toBeLessThan(10)
    expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '403', '501']))
    expect(bot.logged().filter(({ msg }) => msg !== 'turn failed')).toEqual([])
    expect(await ask(bot.url, 'Still there?')).toHaveLength(1)
  })
})
