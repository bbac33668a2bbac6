import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { WelcomeStore } from '../../bot/welcome.js'
import type { Disk } from '../store/disk.js'
import { jsonLine, LineFile } from '../store/line-file.js'

/** Opens the file of greeted conversations, for who lists it or removes from it. */
export function welcomeRecords(path: string, disk: Disk): LineFile<z.infer<typeof record>> {
  return new LineFile(path, disk, jsonLine(record))
}

const record = z.object({ greeted: z.string().min(1) })

/** Greeted conversations in a file that outlives the process; it holds hashes instead of ids. */
export class WelcomeFile implements WelcomeStore {
  readonly #file: LineFile<z.infer<typeof record>>
  readonly #greeted: Set<string>

  constructor(path: string, disk: Disk) {
    this.#file = new LineFile(path, disk, jsonLine(record))
    this.#greeted = new Set(this.#file.load().map(({ greeted }) => greeted))
  }

  /** @throws NotKept where it can't be written; the conversation then counts as not greeted */
  async isFirst(conversation: string): Promise<boolean> {
    const greeted = createHash('sha256').update(conversation).digest('base64url').slice(0, 22)
    if (this.#greeted.has(greeted)) return false
    // Noted first: two events of one arrival may come at once.
    this.#greeted.add(greeted)
    try {
      await this.#file.add({ greeted })
      return true
    } catch (error) {
      this.#greeted.delete(greeted)
      throw error
    }
  }
}
