import { loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { CountingClient } from './counting-client.js'
import { questions } from './questions.js'
import { report, spread } from './report.js'
import { startServer } from './server-process.js'

/**
 * Holds the web chat to its promise on one process: 500 conversations that each ask every 10 s,
 * then 5,000 reconnects while questions go on. All of it stays on this machine and ends by itself.
 */
const users = 500
const rounds = 6
const roundMs = 10_000
const reconnects = 10
const bounds = { p99Ms: 500, memoryMb: 700 }

const limits = {
  SOCKETS_PER_ADDRESS: '2000',
  NEW_CONVERSATIONS_PER_HOUR: '2000',
  REQUESTS_PER_MINUTE: '1000000',
  MESSAGES_PER_MINUTE: '60',
}

const question = () => questions[Math.floor(Math.random() * questions.length)] ?? 'Who?'
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** Asks every 10 s, beginning at a moment of its own so that the load is even. */
async function askOn(client: CountingClient): Promise<void> {
  await wait(Math.random() * roundMs)
  for (let round = 0; round < rounds; round += 1) {
    const next = wait(roundMs)
    await client.say(question())
    await next
  }
}

/** Loses its stream again and again, now and then just after a question. */
async function loseOn(client: CountingClient): Promise<void> {
  for (let time = 0; time < reconnects; time += 1) {
    await wait(Math.random() * 10_000)
    if (Math.random() < 0.2) await client.say(question())
    client.drop()
    await wait(Math.random() * 200)
    await client.reconnect()
  }
}

const timesOf = (clients: readonly CountingClient[]) =>
  spread(clients.flatMap((client) => client.times.splice(0)))

/** Says what was measured and whether it is within the bounds. */
export async function loadWeb(): Promise<boolean> {
  const loadBefore = loadavg()[0]
  const server = await startServer(limits)
  const clients = Array.from({ length: users }, () => new CountingClient(server.url))
  for (const client of clients) await client.begin()
  const cpuBefore = server.cpuSeconds()
  await Promise.all(clients.map(askOn))
  await Promise.all(clients.map((client) => client.settle()))
  const asking = timesOf(clients)
  const dropped = sum(clients.map((client) => client.dropped))
  const memoryMb = server.peakMb()
  const cpuSeconds = server.cpuSeconds() - cpuBefore
  await Promise.all(clients.map(loseOn))
  await Promise.all(clients.map((client) => client.settle()))
  const lost = sum(await Promise.all(clients.map((client) => client.lost())))
  const doubled = sum(clients.map((client) => client.doubled))
  const failed = sum(clients.map((client) => client.failed))
  const losing = { reconnects: users * reconnects, lost, doubled, failed, ...timesOf(clients) }
  const peakMb = server.peakMb()
  for (const client of clients) client.drop()
  await server.stop()
  report({
    users,
    loadBefore,
    asking: { ...asking, dropped, memoryMb, cpuSeconds },
    losing: { ...losing, peakMb },
  })
  const isHeld = asking.p99 <= bounds.p99Ms && peakMb <= bounds.memoryMb
  return isHeld && dropped + lost + doubled + failed === 0
}
