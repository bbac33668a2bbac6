import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import type { z } from 'zod'
import type { KeyedStore } from '../../bot/keyed-store.js'
import { ownerName } from '../keeping/owner.js'
import { NotKept, type Disk, type ReadLine } from './disk.js'
import { KeyedEntries, type KeyedLimits } from './keyed-entries.js'
import { keyedLine, type KeyedRecord } from './keyed-line.js'
import { readLines } from './read-lines.js'
import { changeLines } from './write-lines.js'

/** A file, what its values are, and how much of it is kept. */
export interface KeyedFileParts<Value> extends KeyedLimits {
  readonly file: string
  readonly disk: Disk
  readonly value: z.ZodType<Value>
  /** Whether it is an error where an entry can't be written; else it is remembered until the process ends. */
  readonly mustBeKept?: boolean
}

/**
 * A keyed store in a file of lines that outlives the process, under names that tell nobody. What is
 * kept follows from the lines in their order: of several processes that write the same key at once
 * all see the same one come first.
 */
export class KeyedFile<Value> implements KeyedStore<Value> {
  readonly #parts: KeyedFileParts<Value>
  readonly #read: ReadLine<KeyedRecord<Value>>
  readonly #entries: KeyedEntries<Value>
  /** Which file was read, and how far. */
  #inode = 0
  #position = 0
  #lines = 0

  constructor(parts: KeyedFileParts<Value>) {
    this.#parts = parts
    this.#read = keyedLine(parts.value)
    this.#entries = new KeyedEntries(parts)
    // Sets broken lines aside, and says so.
    parts.disk.load(parts.file, this.#read)
  }

  get(key: string): Promise<Value | undefined> {
    this.#catchUp()
    return Promise.resolve(this.#entries.get(ownerName(key))?.value)
  }

  /** @throws NotKept where it must be written and can't be */
  async put(key: string, value: Value, owners: readonly string[] = []): Promise<void> {
    await Promise.resolve(this.#change({ kind: 'put', ...this.#named(key, owners), value }))
  }

  /** @throws NotKept where it must be written and can't be; then there is none */
  putIfAbsent(key: string, value: Value, owners: readonly string[] = []): Promise<boolean> {
    this.#catchUp()
    if (this.#entries.get(ownerName(key)) !== undefined) return Promise.resolve(false)
    return this.#change({ kind: 'first', ...this.#named(key, owners), value })
  }

  delete(key: string): Promise<boolean> {
    this.#catchUp()
    const name = ownerName(key)
    if (this.#entries.get(name) === undefined) return Promise.resolve(false)
    return this.#drop(name).finally(() => this.#blank((record) => record.key === name))
  }

  async forget(owner: string): Promise<void> {
    await this.forgetNamed([ownerName(owner)])
  }

  /**
   * Removes what stands under one of these names or belongs to one, also while another process has
   * the file open.
   *
   * @returns how many entries were removed
   */
  async forgetNamed(names: readonly string[]): Promise<number> {
    this.#catchUp()
    const isMeant = (key: string, owners: readonly string[]) =>
      [key, ...owners].some((one) => names.includes(one))
    const own = [...this.#entries.all()].filter(([key, { owners }]) => isMeant(key, owners))
    for (const [key] of own) await this.#drop(key)
    this.#blank(({ key, owners }) => isMeant(key, owners))
    return own.length
  }

  /** The names of the entries, and whose each is. */
  list(): { readonly key: string; readonly owners: readonly string[]; readonly at: number }[] {
    this.#catchUp()
    return [...this.#entries.all()].map(([key, { owners, at }]) => ({ key, owners, at }))
  }

  /** Removes what was put before a moment, and what its time is over for, from memory and disk. */
  forgetBefore(moment: Date): void {
    this.#catchUp()
    for (const { key, at } of this.list()) if (at < Number(moment)) this.#entries.delete(key)
    this.#shorten()
  }

  #named(key: string, owners: readonly string[]) {
    return { ...this.#line(ownerName(key)), owners: owners.map(ownerName) }
  }

  #line(key: string) {
    return { key, at: this.#entries.now, by: randomUUID(), owners: [] }
  }

  #drop(key: string): Promise<boolean> {
    return this.#change({ kind: 'gone', ...this.#line(key) })
  }

  /** Adds a line, then learns from the file what came of it. */
  #change(record: KeyedRecord<Value>): Promise<boolean> {
    try {
      this.#parts.disk.append(this.#parts.file, [JSON.stringify(record)])
    } catch (error) {
      if (!(error instanceof NotKept)) throw error
      if (this.#parts.mustBeKept === true && record.kind !== 'gone') return Promise.reject(error)
      return Promise.resolve(this.#apply(record))
    }
    return Promise.resolve(this.#catchUp(record.by))
  }

  #apply(record: KeyedRecord<Value>): boolean {
    const { key, at, owners } = record
    if (record.kind === 'gone') return this.#entries.delete(key)
    if (record.kind === 'first' && this.#entries.get(key) !== undefined) return false
    this.#entries.put(key, { at, owners, value: record.value })
    return true
  }

  /**
   * Reads what was added since, by this process or another.
   *
   * @param by the line of which to tell whether it changed anything
   */
  #catchUp(by?: string): boolean {
    const { file } = this.#parts
    const { ino, size } = existsSync(file) ? statSync(file) : missing
    if (ino !== this.#inode || size < this.#position) {
      // What the disk didn't take while there was no file stays.
      if (this.#position > 0) this.#entries.clear()
      ;[this.#inode, this.#position, this.#lines] = [ino, 0, 0]
    }
    let didChange = false
    for (const { text, end } of size > this.#position ? readLines(file, this.#position) : []) {
      // Without its line break a line may still be being written.
      if (end >= size) break
      const record = text === undefined ? undefined : this.#read(text)
      const isApplied = record !== undefined && this.#apply(record)
      if (record?.by === by) didChange = isApplied
      this.#lines += 1
      this.#position = end + 1
    }
    return didChange
  }

  /** Removes the lines that are meant, in their place: another process may add some meanwhile. */
  #blank(isMeant: (record: KeyedRecord<Value>) => boolean): void {
    changeLines(this.#parts.file, ({ text }) => {
      const record = text === undefined ? undefined : this.#read(text)
      return record !== undefined && record.kind !== 'gone' && isMeant(record) ? '' : undefined
    })
  }

  /** Writes the file anew without what no longer counts; it stands as it is where the disk is full. */
  #shorten(): void {
    this.#catchUp()
    const all = [...this.#entries.all()]
    if (this.#lines <= all.length) return
    const lines = all.map(([key, entry]) => JSON.stringify({ kind: 'put', key, by: '', ...entry }))
    try {
      this.#parts.disk.replace(this.#parts.file, lines)
    } catch (error) {
      if (!(error instanceof NotKept)) throw error
    }
  }
}

const missing = { ino: 0, size: 0 }
