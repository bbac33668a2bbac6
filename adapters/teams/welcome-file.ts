import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { z } from 'zod'
import type { WelcomeStore } from '../../bot/welcome.js'
import { AppendFile } from '../append-file.js'
import { readJsonLines } from '../read-json.js'

const hash = z.string().min(1)
const line = z.union([z.object({ greeted: hash }), z.object({ removed: hash })])
const example = '{"greeted":"…"}'

/**
 * Greeted conversations in a file that outlives the process, and those that the bot was removed
 * from since; it holds hashes instead of ids.
 */
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
    const greeted = hashOf(conversation)
    if (all.has(greeted)) return false
    all.add(greeted)
    await this.#file.add({ greeted })
    return true
  }

  /**
   * @throws where the file can't be read, with what is wrong in it, or not be written
   */
  async forget(conversation: string): Promise<void> {
    const all = await this.#greeted
    const removed = hashOf(conversation)
    if (all.delete(removed)) await this.#file.add({ removed })
  }
}

function hashOf(conversation: string): string {
  return createHash('sha256').update(conversation).digest('base64url').slice(0, 22)
}

async function readGreeted(path: string): Promise<Set<string>> {
  if (!existsSync(path)) return new Set()
  const lines = await readJsonLines(path, { schema: line, speaker: 'Welcome', example })
  const greeted = new Set<string>()
  for (const entry of lines) {
    if ('greeted' in entry) greeted.add(entry.greeted)
    else greeted.delete(entry.removed)
  }
  return greeted
}
