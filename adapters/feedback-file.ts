import type { Feedback, FeedbackStore } from '../bot/feedback.js'
import { AppendFile } from './append-file.js'

/** Feedback in a file of JSON lines that only grows, one line an entry, oldest first. */
export class FeedbackFile implements FeedbackStore {
  readonly #file: AppendFile
  readonly #now: () => Date

  /** @param now gives the time that is noted with an entry */
  constructor(path: string, now: () => Date = () => new Date()) {
    this.#file = new AppendFile(path)
    this.#now = now
  }

  /** Adds an entry; it lies on the disk once this resolves. */
  add(entry: Feedback): Promise<void> {
    return this.#file.add({ at: this.#now().toISOString(), ...entry })
  }
}
