import { z } from 'zod'
import type { WelcomeStore } from '../../bot/welcome.js'
import { ownerName } from '../keeping/owner.js'
import type { Disk } from '../store/disk.js'
import { jsonLine, LineFile } from '../store/line-file.js'

const record = z.object({ greeted: z.string().min(1) })

/** Opens the file of greeted conversations, for who lists it or removes from it. */
export function welcomeRecords(path: string, disk: Disk): LineFile<z.infer<typeof record>> {
  return new LineFile(path, disk, jsonLine(record))
}

/** Greeted conversations in a file that outlives the process; it holds names that tell nobody. */
export class WelcomeFile implements WelcomeStore {
  readonly #file: LineFile<z.infer<typeof record>>
  readonly #greeted: Set<string>

  constructor(path: string, disk: Disk) {
    this.#file = welcomeRecords(path, disk)
    this.#greeted = new Set(this.#file.load().map(({ greeted }) => greeted))
  }

  /** @throws NotKept where it can't be written; the conversation then counts as not greeted */
  async isFirst(conversation: string): Promise<boolean> {
    const greeted = ownerName(conversation)
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

  forget(conversation: string): Promise<void> {
    const name = ownerName(conversation)
    if (this.#greeted.delete(name)) this.#file.remove(({ greeted }) => greeted === name)
    return Promise.resolve()
  }
}
