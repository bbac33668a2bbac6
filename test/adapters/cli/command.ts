import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** What a command is given beside its arguments. */
interface Given {
  readonly input?: string
  readonly env?: Record<string, string>
}

/** Runs a command of adapters/cli as its npm script does, over the project's own data folder. */
export async function command(
  name: 'ask' | 'eval' | 'facts' | 'bench',
  args: readonly string[],
  { input = '', env = {} }: Given = {},
): Promise<Ended> {
  const program = ['--import', 'tsx', `adapters/cli/${name}.ts`, ...args]
  const run = spawn(process.execPath, program, { env: { ...process.env, ...env } })
  const code = new Promise<number | null>((resolve) => run.once('exit', resolve))
  run.stdin.end(input)
  const [out, err] = await Promise.all([text(run.stdout), text(run.stderr)])
  return { code: await code, out, err }
}

/** Writes a file of the test's own. */
export function file(content: string, name = 'file.jsonl'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cli-')), name)
  writeFileSync(path, content)
  return path
}
