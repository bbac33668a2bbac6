import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { opened } from '../fakes/connector.js'

/** Starts the bot as npm start does, away from the project's own data. */
function start(env: Record<string, string>) {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'main-'))
  const program = ['--disable-warning=DEP0111', '--import', 'tsx', 'adapters/main.ts']
  const run = spawn(process.execPath, program, { env: { ...process.env, DATA_DIR, ...env } })
  const code = new Promise<number | null>((resolve) => run.once('exit', resolve))
  return { run, code, out: text(run.stdout), err: text(run.stderr) }
}

/** A port that nobody uses just now. */
async function freePort(): Promise<string> {
  const server = createServer()
  const { port } = new URL(await opened(server))
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function alive(port: string): Promise<void> {
  const healthy = () => fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => ok)
  while (!(await healthy().catch(() => false))) await wait(50)
}

describe('npm start', () => {
  it('lists every fault of the configuration and ends, without a stack', async () => {
    const { code, err, out } = start({ PORT: 'x', HOST: '0.0.0.0' })
    expect(await code).toBe(1)
    expect((await err).trim().split('\n')).toEqual([
      'Configuration: mend the following, then start again.',
      '  PORT is “x”, but must be a whole number from 0 to 65535.',
      expect.stringContaining('  HOST must be a loopback address'),
    ])
    expect(await out).toBe('')
  })

  it('says that its port is in use and ends, without a stack', async () => {
    const other = createServer()
    const { port } = new URL(await opened(other))
    const { code, err } = start({ PORT: port })
    expect(await code).toBe(1)
    other.close()
    expect(await err).toBe(`Server: port ${port} is in use. Stop the other process or set PORT.\n`)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const port = await freePort()
    const { run, code, err } = start({ PORT: port })
    await alive(port)
    run.kill(signal)
    expect(await code).toBe(0)
    expect(await err).toBe('')
  })
})
