import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { teamsInvoke } from '../fakes/teams-activities.js'
import { report, spread } from './report.js'

const perSecond = 50
const seconds = 40
const bounds = { p99Ms: 100 }

/** What people type; each is searched letter by letter, as Teams does. */
const texts = [
  'container control programme',
  'smuggling of migrants',
  'cocaine seized in 2011',
  'witness protection in Kenya',
  'model law on firearms',
  'mission to El Salvador',
]
const commands = ['findPassage', 'findManual', 'findFact']

interface Target {
  readonly url: string
  readonly token: string
  readonly service: string
}

/** Searches 50 times a second, whether earlier searches were answered or not; says whether p99 holds. */
export async function loadTeams(): Promise<boolean> {
  const program = '--disable-warning=DEP0111 --import tsx test/load/signed-server.ts'.split(' ')
  const server = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string]
  const target = JSON.parse(line) as Target
  const loadBefore = loadavg()[0]
  for (const query of queries().slice(0, 20)) await search(target, query)
  const running: Promise<number>[] = []
  const began = performance.now()
  for (const [at, query] of queries()
    .slice(0, perSecond * seconds)
    .entries()) {
    await wait(Math.max(0, began + (at * 1000) / perSecond - performance.now()))
    running.push(search(target, query))
  }
  const times = await Promise.all(running)
  const rate = Math.round((times.length * 1000) / (performance.now() - began))
  server.kill()
  const figures = { loadBefore, perSecond: rate, query: spread(times) }
  report(figures)
  return figures.query.p99 <= bounds.p99Ms
}

function queries(): object[] {
  const typed = texts.flatMap((text) =>
    Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length)),
  )
  const all = typed.flatMap((value) =>
    commands.map((commandId) => ({
      commandId,
      parameters: [{ name: 'query', value }],
      queryOptions: { skip: 0, count: 25 },
    })),
  )
  return Array.from({ length: perSecond * seconds }, (_, at) => all[at % all.length] ?? {})
}

/** Milliseconds until the whole answer is there. */
async function search({ url, token, service }: Target, query: object): Promise<number> {
  const began = performance.now()
  const activity = teamsInvoke('composeExtension/query', query, { serviceUrl: service })
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: token },
    body: JSON.stringify(activity),
  })
  if (!response.ok) throw new Error(`A search was answered with ${response.status}.`)
  await response.text()
  return performance.now() - began
}
