import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { opened } from '../fakes/connector.js'

/** A server as npm start runs it, in a process of its own. */
export interface ServerProcess {
  readonly url: string
  /** The most memory that it has held so far, in MB. */
  readonly peakMb: () => number
  /** The memory that it holds now, in MB. */
  readonly memoryMb: () => number
  /** Processor time that it has taken so far, which tells more than the clock on a busy machine. */
  readonly cpuSeconds: () => number
  /** Lines of its log, from warnings on. */
  readonly logged: () => readonly string[]
  readonly hasEnded: () => boolean
  /** Ends it without a word, as a power cut does. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Makes a folder for a server's data, with the project's own model, index and chat client in it. */
export function freshData(): string {
  const folder = mkdtempSync(join(tmpdir(), 'load-'))
  mkdirSync('data', { recursive: true })
  for (const name of ['model', 'index', 'web']) {
    if (existsSync(join('data', name))) symlinkSync(resolve('data', name), join(folder, name))
  }
  return folder
}

/** Starts a server over data of its own, and waits until it is ready. */
export async function startServer(
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const DATA_DIR = freshData()
  const server = launchServer({ ...settings, DATA_DIR, PORT: await freePort() })
  await isReady(server)
  const stop = async () => {
    await server.stop()
    rmSync(DATA_DIR, { recursive: true })
  }
  return { ...server, stop }
}

/** Waits until a server is ready; false where it ended before. */
export async function isReady(server: Pick<ServerProcess, 'url' | 'hasEnded'>): Promise<boolean> {
  const ask = () => fetch(`${server.url}/readyz`).then(({ ok }) => ok)
  while (!(await ask().catch(() => false))) {
    if (server.hasEnded()) return false
    await wait(50)
  }
  return true
}

/** Launches a server as npm start runs it, and doesn't wait for anything. */
export function launchServer(
  settings: Readonly<Record<string, string>> & { readonly PORT: string },
): ServerProcess {
  const program = '--disable-warning=DEP0111 --import tsx adapters/main.ts'.split(' ')
  const env = { ...process.env, LOG_LEVEL: 'warn', ...settings }
  const run = spawn(process.execPath, program, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const lines = logOf(run)
  const ended = new Promise<void>((resolve) => run.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${settings.PORT}`
  const endWith = (signal: NodeJS.Signals) => async () => {
    run.kill(signal)
    await ended
  }
  const { pid = 0 } = run
  const [logged, hasEnded] = [() => lines, () => run.exitCode !== null || run.signalCode !== null]
  return {
    url,
    peakMb: () => megabytes(pid, 'VmHWM'),
    memoryMb: () => megabytes(pid, 'VmRSS'),
    cpuSeconds: () => cpuSeconds(pid),
    logged,
    hasEnded,
    kill: endWith('SIGKILL'),
    stop: endWith('SIGTERM'),
  }
}

/** Passes a server's log on and remembers its lines. */
function logOf({ stderr }: ChildProcessByStdio<null, null, Readable>): readonly string[] {
  const lines: string[] = []
  createInterface(stderr).on('line', (line) => {
    lines.push(line)
    process.stderr.write(`${line}\n`)
  })
  return lines
}

/** A port that nobody listens on. */
export async function freePort(): Promise<string> {
  const server = createServer()
  const { port } = new URL(await opened(server))
  await new Promise((resolve) => server.close(resolve))
  return port
}

function megabytes(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n')
  const kilobytes = lines.find((line) => line.startsWith(field))?.replace(/\D/g, '')
  return Math.round(Number(kilobytes) / 1024)
}

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  // User and system time, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100
}
