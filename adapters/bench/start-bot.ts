import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A bot that was started as its user starts it. */
export interface StartedBot {
  readonly url: string
  /** Milliseconds from the command to the line that says where it listens. */
  readonly readyMs: number
  /** The process group of npm and the bot. */
  readonly group: number
  readonly stop: () => Promise<void>
}

/**
 * Runs `npm start` with a data folder and any free port, and waits until it can be asked.
 * @throws Error with what the bot said where it ends before
 */
export async function startBot(dataDir: string): Promise<StartedBot> {
  const start = performance.now()
  // Settings go through env(1), because only the configuration reads or writes the environment.
  // Without the web chat: fetching its client beside the questions would be measured with them.
  const settings = [`DATA_DIR=${dataDir}`, 'PORT=0', 'LOG_LEVEL=warn', 'DIRECT_LINE=off']
  const child = spawn('env', [...settings, 'npm', 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const url = await listening(child)
  const readyMs = performance.now() - start
  const group = child.pid ?? 0
  const stop = async () => {
    const ended = once(child, 'exit')
    process.kill(-group, 'SIGTERM')
    await ended
  }
  return { url, readyMs, group, stop }
}

/**
 * Measures what a start can't do without: a process that imports the packages, and nothing of ours.
 * @returns milliseconds until it has ended
 * @throws Error where one of them can't be imported
 */
export async function timeImports(): Promise<number> {
  const start = performance.now()
  const packages = ['--import', './adapters/packages.js', '--import', 'tsx', '--eval', '']
  const child = spawn('node', ['--disable-warning=DEP0111', ...packages], { stdio: 'ignore' })
  await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error('Bench: a package can’t be imported. Run npm ci.')
  return performance.now() - start
}

async function listening({ stdout, stderr }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('Bench: the bot has no output.')
  const said: string[] = []
  stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /^Listening on (\S+)/.exec(line) ?? []
    if (url !== undefined) {
      // Nobody reads on: without this the bot would wait once the pipe is full.
      stdout.resume()
      return url
    }
  }
  throw new Error(`Bench: the bot didn’t start.\n${said.join('')}`)
}
