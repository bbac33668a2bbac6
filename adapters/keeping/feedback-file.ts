import { z } from 'zod'
import type { Feedback, FeedbackStore } from '../../bot/feedback.js'
import type { Disk } from '../store/disk.js'
import { jsonLine, LineFile } from '../store/line-file.js'
import { ownerName } from './owner.js'

/** A line of the file: what was said, and whose it is under names that tell nobody. */
const record = z.looseObject({
  at: z.iso.datetime(),
  delivery: z.string().optional(),
  owners: z.array(z.string()).default([]),
})

/** Feedback as a line of the file has it. */
export type FeedbackRecord = z.infer<typeof record>

/** Opens the file of feedback, for who lists it or removes from it. */
export function feedbackRecords(path: string, disk: Disk): LineFile<FeedbackRecord> {
  return new LineFile(path, disk, jsonLine(record))
}

/** Feedback in a file of JSON lines that only grows, one line an entry, oldest first. */
export class FeedbackFile implements FeedbackStore {
  readonly #file: LineFile<FeedbackRecord>
  readonly #deliveries: Set<string>
  readonly #now: () => Date

  /** @param now gives the time that is noted with an entry */
  constructor(path: string, disk: Disk, now: () => Date = () => new Date()) {
    this.#file = feedbackRecords(path, disk)
    this.#deliveries = new Set(this.#file.load().flatMap(({ delivery = [] }) => delivery))
    this.#now = now
  }

  /**
   * Adds an entry; it lies on the disk once this resolves. One that was delivered before isn't added.
   *
   * @throws NotKept where it can't be written
   */
  async add({ delivery: id, owners, ...said }: Feedback): Promise<void> {
    const delivery = id && ownerName(id)
    if (delivery && this.#deliveries.has(delivery)) return
    const named = { ...(delivery && { delivery }), owners: owners.map(ownerName) }
    // Noted first: a channel that delivers twice may do so at once.
    if (delivery) this.#deliveries.add(delivery)
    try {
      await this.#file.add({ at: this.#now().toISOString(), ...said, ...named })
    } catch (error) {
      this.#deliveries.delete(delivery ?? '')
      throw error
    }
  }

  forget(owner: string): Promise<void> {
    const name = ownerName(owner)
    this.#file.remove(({ owners }) => owners.includes(name))
    return Promise.resolve()
  }

  /** Removes what is older than a moment. */
  forgetBefore(moment: Date): void {
    this.#file.remove(({ at }) => new Date(at) < moment)
  }
}
