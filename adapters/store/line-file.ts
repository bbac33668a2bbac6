import { open } from 'node:fs/promises'
import type { Disk, ReadLine } from './disk.js'
import { changeLines } from './write-lines.js'

/** A file of records, one JSON object a line, that only grows, oldest first. */
export class LineFile<Entry extends object> {
  readonly #file: string
  readonly #disk: Disk
  readonly #read: ReadLine<Entry>

  /** @param read finds a record in a line, or nothing where it is none of ours */
  constructor(file: string, disk: Disk, read: ReadLine<Entry>) {
    this.#file = file
    this.#disk = disk
    this.#read = read
  }

  /** The records; lines that are none are set aside, see `Disk.load`. */
  load(): Entry[] {
    return this.#disk.load(this.#file, this.#read)
  }

  /**
   * Adds a record; it lies on the disk once this resolves.
   *
   * @throws NotKept where it can't be written
   */
  async add(entry: Entry): Promise<void> {
    this.#disk.append(this.#file, [JSON.stringify(entry)])
    const file = await open(this.#file, 'r')
    try {
      await file.datasync()
    } finally {
      await file.close()
    }
  }

  /**
   * Removes records for good, in their place: another process may add some meanwhile.
   *
   * @returns how many were removed
   */
  remove(isGone: (entry: Entry) => boolean): number {
    return changeLines(this.#file, ({ text }) => {
      const entry = text === undefined ? undefined : this.#read(text)
      return entry !== undefined && isGone(entry) ? '' : undefined
    })
  }
}

/** Makes a reader of lines from a schema of records. */
export function jsonLine<Entry>(schema: {
  safeParse: (value: unknown) => { data?: Entry | undefined }
}): ReadLine<Entry> {
  return (text) => {
    try {
      return schema.safeParse(JSON.parse(text)).data
    } catch (error) {
      if (error instanceof SyntaxError) return undefined
      throw error
    }
  }
}
