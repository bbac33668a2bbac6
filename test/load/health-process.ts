import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Asks a server for its health ten times a second, from a process of its own so that nothing else
 * holds the question up, until its input ends; then it prints how many milliseconds each took.
 */
const [url = ''] = process.argv.slice(2)
const times: number[] = []
const over = new AbortController()
process.stdin.resume().once('end', () => over.abort())
while (!over.signal.aborted) {
  const began = performance.now()
  // As a balancer does: each time over a connection of its own.
  await (await fetch(`${url}/healthz`, { headers: { connection: 'close' } })).text()
  times.push(performance.now() - began)
  await wait(100)
}
process.stdout.write(JSON.stringify(times))
