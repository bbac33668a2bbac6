import { z } from 'zod'
import type { Miss, MissStore } from '../../bot/misses.js'
import { NotKept, type Disk } from '../store/disk.js'
import { jsonLine, LineFile } from '../store/line-file.js'
import { keptPlaces } from './kept-places.js'
import { ownerName } from './owner.js'

const record = z
  .object({
    day: z.iso.date(),
    reason: z.enum(['refused', 'disliked']),
    question: z.string(),
    answer: z.string(),
    channel: z.string(),
    message: z.string(),
  })
  .and(keptPlaces)

/** A question that was asked in vain, as a line of the file has it. */
export type MissRecord = z.infer<typeof record>

/** Opens the file of questions that were asked in vain, for who lists it or removes from it. */
export function missRecords(path: string, disk: Disk): LineFile<MissRecord> {
  return new LineFile(path, disk, jsonLine(record))
}

/** Questions that were asked in vain, in a file of JSON lines that only grows: the day, but nobody's name. */
export class MissFile implements MissStore {
  readonly #file: LineFile<MissRecord>
  readonly #known: Set<string>
  readonly #now: () => Date

  /** @param now gives the day that is noted with a question */
  constructor(path: string, disk: Disk, now: () => Date = () => new Date()) {
    this.#file = missRecords(path, disk)
    this.#known = new Set(this.#file.load().map(keyOf))
    this.#now = now
  }

  async add({ message, ...miss }: Miss): Promise<void> {
    const day = this.#now().toISOString().slice(0, 10)
    const kept = { day, ...miss, message: ownerName(message) }
    if (this.#known.has(keyOf(kept))) return
    this.#known.add(keyOf(kept))
    try {
      await this.#file.add(kept)
    } catch (error) {
      // Nobody was told that it would be kept, and the answer is given all the same.
      if (!(error instanceof NotKept)) throw error
      this.#known.delete(keyOf(kept))
    }
  }

  forget(message: string): Promise<void> {
    const name = ownerName(message)
    if (!this.#known.has(`refused ${name}`) && !this.#known.has(`disliked ${name}`)) {
      return Promise.resolve()
    }
    this.#file.remove((one) => one.message === name)
    this.#known.delete(`refused ${name}`)
    this.#known.delete(`disliked ${name}`)
    return Promise.resolve()
  }

  /** Removes what was asked before the day of a moment. */
  forgetBefore(moment: Date): void {
    const day = moment.toISOString().slice(0, 10)
    this.#file.remove((one) => one.day < day)
  }
}

const keyOf = ({ reason, message }: MissRecord) => `${reason} ${message}`
