import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Feedback, FeedbackStore } from '../bot/feedback.js'

/** Feedback in a file of JSON lines that only grows, one line an entry, oldest first. */
export class FeedbackFile implements FeedbackStore {
  #last: Promise<void> = Promise.resolve()

  /** @param now gives the time that is noted with an entry */
  constructor(
    private readonly path: string,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Adds an entry; it lies on the disk once this resolves. */
  add(entry: Feedback): Promise<void> {
    const line = `${JSON.stringify({ at: this.now().toISOString(), ...entry })}\n`
    const written = this.#last.then(() => this.#append(line))
    // A line that failed is reported to who added it; the next one is tried all the same.
    this.#last = written.catch(() => undefined)
    return written
  }

  async #append(line: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    const file = await open(this.path, 'a', 0o600)
    try {
      await file.appendFile(line)
      await file.datasync()
    } finally {
      await file.close()
    }
  }
}
