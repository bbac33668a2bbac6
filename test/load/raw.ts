import { numbersFrom, rawRequest, sendRaw } from '../fakes/raw-requests.js'
import { report } from './report.js'
import { startServer } from './server-process.js'

const requests = 100_000
const atOnce = 40

/** Writes raw requests of every bad kind on sockets; no one may end the process or go uncaught. */
export async function loadRaw(): Promise<boolean> {
  const server = await startServer({ REQUESTS_PER_MINUTE: '1000000' })
  const port = Number(new URL(server.url).port)
  const random = numbersFrom(Date.now())
  const statuses: Record<string, number> = {}
  let sent = 0
  const worker = async () => {
    while (sent < requests) {
      sent += 1
      const status = String(await sendRaw(port, rawRequest(random), 30))
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const alive = await fetch(`${server.url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
  const uncaught = server.logged().filter((line) => line.includes('uncaught')).length
  const exits = server.hasEnded() ? 1 : 0
  if (exits === 0) await server.stop()
  report({ requests, statuses, alive, exits, uncaught })
  return alive && exits + uncaught === 0
}
