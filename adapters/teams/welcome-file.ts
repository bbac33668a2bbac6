import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { z } from 'zod'
import type { WelcomeStore } from '../../bot/welcome.js'
import { AppendFile } from '../append-file.js'
import { readJsonLines } from '../read-json.js'

const line = z.object({ greeted: z.string().min(1) })
const example = '{"greeted":"…"}'

/** Greeted conversations in a file that outlives the process; it holds hashes instead of ids. */
export class WelcomeFile implements WelcomeStore {
  readonly #file: AppendFile
  readonly #greeted: Promise<Set<string>>

  constructor(path: string) {
    this.#file = new AppendFile(path)
    this.#greeted = readGreeted(path)
    // Reported to whoever asks first.
    this.#greeted.catch(() => undefined)
  }

  /**
   * @throws where the file can't be read, with what is wrong in it, or not be written
   */
  async isFirst(conversation: string): Promise<boolean> {
    const all = await this.#greeted
    const greeted = createHash('sha256').update(conversation).digest('base64url').slice(0, 22)
    if (all.has(greeted)) return false
    all.add(greeted)
    await this.#file.add({ greeted })
    return true
  }
}

async function readGreeted(path: string): Promise<Set<string>> {
  if (!existsSync(path)) return new Set()
  const lines = await readJsonLines(path, { schema: line, speaker: 'Welcome', example })
  return new Set(lines.map(({ greeted }) => greeted))
}
