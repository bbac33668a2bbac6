import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

/** A data folder of its own over the project's model and index, which are slow to make. */
export function freshDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'npm-start-'))
  mkdirSync('data', { recursive: true })
  for (const name of ['model', 'index', 'web']) {
    symlinkSync(resolve('data', name), join(dataDir, name))
  }
  return dataDir
}

/** Runs npm start in a process group of its own and waits until the bot says where it listens. */
export async function npmStart(settings: Readonly<Record<string, string>>) {
  const env = { ...process.env, LOG_LEVEL: 'warn', PORT: '0', ...settings }
  const npm = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<readonly [code: number | null, signal: string | null]>((resolve) =>
    npm.once('exit', (...how) => resolve(how)),
  )
  const err = text(npm.stderr)
  const lines: string[] = []
  const { pid = 0 } = npm
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: npm.stdout }).on('line', (line) => {
      lines.push(line)
      const [, url] = /^Listening on (\S+)/.exec(line) ?? []
      if (url !== undefined) resolve(url)
    })
    void ended.then(async () => reject(new Error(`npm start has ended: ${await err}`)))
  })
  return { url, pid, ended, err, lines: () => lines, kill: () => killGroup(pid) }
}

/** For what a signal should have ended and hasn't. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!isGone) throw error
  }
}
