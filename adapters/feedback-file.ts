import { z } from 'zod'
import type { Feedback, FeedbackStore } from '../bot/feedback.js'
import type { Disk } from './store/disk.js'
import { jsonLine, LineFile } from './store/line-file.js'

const record = z.looseObject({ at: z.iso.datetime() })

/** Feedback in a file of JSON lines that only grows, one line an entry, oldest first. */
export class FeedbackFile implements FeedbackStore {
  readonly #file: LineFile<z.infer<typeof record>>
  readonly #now: () => Date

  /** @param now gives the time that is noted with an entry */
  constructor(path: string, disk: Disk, now: () => Date = () => new Date()) {
    this.#file = new LineFile(path, disk, jsonLine(record))
    this.#file.load()
    this.#now = now
  }

  /**
   * Adds an entry; it lies on the disk once this resolves.
   *
   * @throws NotKept where it can't be written
   */
  add(entry: Feedback): Promise<void> {
    return this.#file.add({ at: this.#now().toISOString(), ...entry })
  }
}
