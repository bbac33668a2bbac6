import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { privateFolder, type Disk } from '../store/disk.js'
import { readRecord, type Record } from './records.js'

/** A conversation as its file tells it. */
export interface Kept {
  readonly id: string
  readonly records: readonly Record[]
}

const ending = '.jsonl'
const day = 24 * 3_600_000
/** The longest lifetime that can be set is 30 days. */
const longest = 31 * day

/**
 * The files of conversations, one each: a conversation that ends leaves the disk with its file, and
 * one whose file was removed has been forgotten.
 */
export class RoomFiles {
  readonly #folder: string
  readonly #disk: Disk

  /**
   * @param port the port that the process listens on: two processes must not write one file
   * @throws where the folder can't be made
   */
  constructor({ dataDir, port }: { dataDir: string; port: number }, disk: Disk) {
    const all = join(dataDir, 'conversations')
    privateFolder(all)
    removeOld(all, Date.now() - longest)
    this.#folder = join(all, String(port))
    this.#disk = disk
    privateFolder(this.#folder)
  }

  /**
   * Reads what an earlier process wrote.
   *
   * @param since milliseconds; what was last written before then has ended, and leaves the disk
   */
  *load(since: number): Generator<Kept> {
    removeOld(this.#folder, since)
    for (const name of readdirSync(this.#folder)) {
      if (!name.endsWith(ending)) continue
      const file = join(this.#folder, name)
      yield { id: name.slice(0, -ending.length), records: this.#disk.load(file, readRecord) }
    }
  }

  /** Begins a file. @throws NotKept where it can't be written */
  begin(id: string, record: Record): void {
    this.rewrite(id, [JSON.stringify(record)])
  }

  /**
   * Adds a record; it is with the operating system when this returns.
   *
   * @returns false where the file is gone: the conversation was forgotten
   * @throws NotKept where it can't be written
   */
  add(id: string, line: string): boolean {
    return this.#disk.append(this.#of(id), [line], false) === true
  }

  /** Writes a file anew, whole or not at all. @throws NotKept where it can't be written */
  rewrite(id: string, lines: Iterable<string>): void {
    this.#disk.replace(this.#of(id), lines)
  }

  /** Removes a file, with what was set aside from it. */
  remove(id: string): void {
    for (const file of [this.#of(id), `${this.#of(id)}.rejected`]) rmSync(file, { force: true })
  }

  /** Puts a file that tells no conversation out of the way, beside what was set aside from it. */
  setAside(id: string): void {
    this.#disk.setAside(this.#of(id))
  }

  #of(id: string): string {
    return join(this.#folder, id + ending)
  }
}

/** Removes files that were last written before a moment, in a folder and the folders in it. */
function removeOld(folder: string, before: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) removeOld(path, before)
    else if (statSync(path).mtimeMs < before) rmSync(path)
  }
}
