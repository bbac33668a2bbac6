import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { NotKept, privateFolder, type Disk } from '../store/disk.js'
import { readRecord, type Record } from './records.js'
import { linesOf } from './room-lines.js'
import type { Room } from './room.js'

/** A conversation as its file tells it. */
export interface Kept {
  readonly id: string
  readonly records: readonly Record[]
}

const ending = '.jsonl'
/** Bytes of a file beyond twice what its conversation still holds; then it is written anew. */
const slack = 64 * 1024
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

  /** Begins a conversation's file. @throws NotKept where it can't be written */
  begin(room: Room): void {
    this.#rewrite(room, [])
  }

  /**
   * Adds a record to a conversation's file; it is with the operating system when this returns.
   *
   * @param mustBeKept whether it is an error where it can't be written; else it is written later
   * @returns false where the file is gone: the conversation was forgotten
   * @throws NotKept where it must be kept and can't be
   */
  write(room: Room, record: Record, mustBeKept: boolean): boolean {
    const line = JSON.stringify(record)
    try {
      const isLong = room.written > 2 * room.size + slack
      if (!room.unsaved && !isLong) return this.#add(room, line)
      this.#rewrite(room, [line])
      return true
    } catch (error) {
      if (mustBeKept || !(error instanceof NotKept)) throw error
      room.unsaved = true
      return true
    }
  }

  /** Writes a conversation's file anew, or notes that this has to be done once the disk takes it. */
  save(room: Room): void {
    try {
      this.#rewrite(room, [])
    } catch (error) {
      if (!(error instanceof NotKept)) throw error
      room.unsaved = true
    }
  }

  /** Removes a file, with what was set aside from it. */
  remove(id: string): void {
    for (const file of [this.#of(id), `${this.#of(id)}.rejected`]) rmSync(file, { force: true })
  }

  /** Puts a file that tells no conversation out of the way, beside what was set aside from it. */
  setAside(id: string): void {
    this.#disk.setAside(this.#of(id))
  }

  #add(room: Room, line: string): boolean {
    room.written += line.length + 1
    return this.#disk.append(this.#of(room.id), [line], false) === true
  }

  #rewrite(room: Room, more: readonly string[]): void {
    const lines = [...linesOf(room), ...more]
    this.#disk.replace(this.#of(room.id), lines)
    room.written = lines.join('\n').length + 1
    room.unsaved = false
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
