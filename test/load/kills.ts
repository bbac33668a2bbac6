import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { KilledClient } from './killed-client.js'
import { report } from './report.js'
import { freePort, freshData, isReady, launchServer } from './server-process.js'

/** A share of the kills may do for a first look: `npm run load -- kills 0.1`. */
const share = Number(process.argv[3] ?? 1)
const some = (count: number) => Math.max(1, Math.round(count * share))
/** So many kills of each kind, at a random moment of it. */
const kills = {
  firstStarts: some(15),
  traffic: some(425),
  shutdowns: some(40),
  factsAdded: some(20),
}
/** Rounds for which one conversation goes on: it keeps 300 activities, and no more are counted. */
const roundsOfOne = 3

interface Findings {
  refused: number
  lost: string[]
  doubled: string[]
}

/** Kills servers 500 times at random moments; nothing acknowledged may be lost, doubled or stand in the way. */
export async function loadKills(): Promise<boolean> {
  const found: Findings = { refused: 0, lost: [], doubled: [] }
  await killFirstStarts(found)
  const acknowledged = await killTraffic(found)
  const brokenFacts = await killFacts()
  report({ kills, acknowledged, brokenFacts, ...found })
  return found.refused + brokenFacts + found.lost.length + found.doubled.length === 0
}

async function killFirstStarts(found: Findings): Promise<void> {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'kills-first-'))
  const PORT = await freePort()
  for (let round = 0; round < kills.firstStarts; round += 1) {
    if (round % 5 === 0) rmSync(DATA_DIR, { recursive: true, force: true })
    const server = launchServer({ DATA_DIR, PORT })
    await wait(Math.random() * 12_000)
    if (server.hasEnded()) found.refused += 1
    await server.kill()
  }
  const last = launchServer({ DATA_DIR, PORT })
  if (await isReady(last)) await last.stop()
  else found.refused += 1
  rmSync(DATA_DIR, { recursive: true })
}

async function killTraffic(found: Findings): Promise<number> {
  const DATA_DIR = freshData()
  const PORT = await freePort()
  const limits = { REQUESTS_PER_MINUTE: '1000000', MESSAGES_PER_MINUTE: '100000' }
  const settings = { ...limits, DATA_DIR, PORT, NEW_CONVERSATIONS_PER_HOUR: '100000' }
  const rounds = kills.traffic + kills.shutdowns
  const shutdownEvery = Math.floor(rounds / kills.shutdowns)
  let client = new KilledClient(`http://127.0.0.1:${PORT}`)
  let acknowledged = 0
  for (let round = 1; round <= rounds; round += 1) {
    const server = launchServer(settings)
    const traffic = talk(client, server)
    // Most are killed while they serve, the others while they start.
    if (Math.random() < 0.8) await isReady(server)
    await wait(Math.random() * 1200)
    if (server.hasEnded()) found.refused += 1
    if (round % shutdownEvery === 0) {
      const stopping = server.stop()
      await wait(Math.random() * 300)
      await Promise.all([server.kill(), stopping])
    } else await server.kill()
    await traffic
    if (round % roundsOfOne !== 0 && round !== rounds) continue
    acknowledged += await check(client, settings, found)
    client = new KilledClient(client.url)
  }
  rmSync(DATA_DIR, { recursive: true })
  return acknowledged
}

async function talk(client: KilledClient, server: ReturnType<typeof launchServer>): Promise<void> {
  while (!server.hasEnded()) await client.act().catch(() => wait(20))
}

/** Compares what was acknowledged with what a last start knows. */
async function check(
  client: KilledClient,
  settings: Parameters<typeof launchServer>[0],
  found: Findings,
): Promise<number> {
  const server = launchServer(settings)
  if (!(await isReady(server))) {
    found.refused += 1
    return 0
  }
  await wait(1500)
  const feedback = readFileSync(join(settings.DATA_DIR ?? '', 'feedback.ndjson'), {
    encoding: 'utf8',
    flag: 'a+',
  })
  const { lost, doubled, count } = await client.compare(feedback)
  found.lost.push(...lost)
  found.doubled.push(...doubled)
  await server.stop()
  return count
}

/** Kills `npm run facts -- --add` and sees whether the database can still be read. */
async function killFacts(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kills-facts-'))
  cpSync('knowledge/facts', folder, { recursive: true })
  const facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as { id: string }[]
  let broken = 0
  for (let round = 0; round < kills.factsAdded; round += 1) {
    const file = join(folder, 'new.json')
    writeFileSync(file, JSON.stringify([{ ...facts[0], id: `kill-${round}` }]))
    const args = ['--import', 'tsx', 'adapters/cli/facts.ts', '--folder', folder, '--add', file]
    const run = spawn(process.execPath, args, { stdio: 'ignore' })
    const ended = new Promise((resolve) => run.once('exit', resolve))
    await wait(Math.random() * 2500)
    run.kill('SIGKILL')
    await ended
    const after: unknown = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8'))
    if (!Array.isArray(after) || after.length < facts.length) broken += 1
  }
  rmSync(folder, { recursive: true })
  return broken
}
