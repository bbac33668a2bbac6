import { existsSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Change, ConversationStore, Exchange, Remembered } from '../../bot/conversations.js'
import { keptExchange } from '../keeping/kept-exchange.js'
import { ownerName } from '../keeping/owner.js'
import { NotKept, type Disk } from './disk.js'
import { jsonLine } from './line-file.js'
import { MemoryConversations } from './memory-conversations.js'

const record = z.object({ at: z.number(), exchanges: z.array(keptExchange) })

/** For how long conversations are kept, and by which clock. */
export interface Keeping {
  /** Milliseconds after its last change for which a conversation is remembered. */
  readonly lifetimeMs: number
  /** The clock in milliseconds; the system's unless told. */
  readonly now?: (() => number) | undefined
}

const ending = '.json'
/** No process rests for so long between reading a version and writing the next, and lives. */
const late = 3_600_000

/**
 * Conversations in files that outlive the process: each has a folder, under a name that tells nobody,
 * with one file for its current version. A version is written under a name that nothing bears yet, so
 * that of several processes that change the same one gets through; then the text of the versions
 * before it goes at once, and their names when nobody can still be about to write them.
 */
export class ConversationFiles implements ConversationStore {
  readonly #folder: string
  readonly #disk: Disk
  readonly #lifetimeMs: number
  readonly #now: () => number
  /** What the disk didn't take: it is remembered until the process ends. */
  readonly #unwritten = new MemoryConversations()

  constructor(folder: string, disk: Disk, { lifetimeMs, now = Date.now }: Keeping) {
    this.#folder = folder
    this.#disk = disk
    this.#lifetimeMs = lifetimeMs
    this.#now = now
  }

  read(id: string): Promise<Remembered> {
    return Promise.resolve(this.#current(id))
  }

  update(id: string, version: number, change: Change): Promise<Remembered | undefined> {
    const before = this.#current(id)
    if (before.version !== version) return Promise.resolve(undefined)
    const after = { version: version + 1, exchanges: change(before.exchanges) }
    const name = ownerName(id)
    try {
      if (!this.#write(name, after)) return Promise.resolve(undefined)
      this.#unwritten.set(id)
    } catch (error) {
      if (!(error instanceof NotKept)) throw error
      // What a person had removed leaves the disk all the same, and who asked is answered.
      this.#tidy(name, after.version)
      this.#unwritten.set(id, after)
    }
    return Promise.resolve(after)
  }

  /** The names of the conversations that are kept, how many turns they hold and when each last changed. */
  list(): { readonly name: string; readonly turns: number; readonly last: Date }[] {
    if (!existsSync(this.#folder)) return []
    return readdirSync(this.#folder)
      .filter((name) => isName.test(name))
      .map((name) => {
        const { exchanges } = this.#written(name)
        return { name, turns: exchanges.length, last: statSync(join(this.#folder, name)).mtime }
      })
  }

  /** Forgets the turns under a name, as a change of its own: who changes them meanwhile is refused. */
  forget(name: string): boolean {
    if (!isName.test(name)) return false
    for (;;) {
      const { version, exchanges } = this.#written(name)
      if (exchanges.length === 0) return false
      try {
        if (this.#write(name, { version: version + 1, exchanges: [] })) return true
      } catch (error) {
        if (!(error instanceof NotKept)) throw error
        this.#tidy(name, version + 1)
        return true
      }
    }
  }

  /** Removes what was last changed before a moment, and what its time is over for. */
  forgetBefore(moment: Date): void {
    const before = Math.max(Number(moment), this.#now() - this.#lifetimeMs)
    for (const { name, last } of this.list()) {
      if (Number(last) < before) rmSync(join(this.#folder, name), { recursive: true })
    }
  }

  #current(id: string): Remembered {
    const [written, unwritten] = [this.#written(ownerName(id)), this.#unwritten.get(id)]
    return unwritten.version > written.version ? unwritten : written
  }

  #written(name: string): Remembered {
    for (;;) {
      const version = this.#versionOf(name)
      const exchanges = version === 0 ? [] : this.#load(this.#file(name, version))
      // Another process may have taken the file away meanwhile, since it wrote a newer one.
      if (this.#versionOf(name) === version) return { version, exchanges }
    }
  }

  #load(file: string): readonly Exchange[] {
    const [last] = this.#disk.load(file, jsonLine(record))
    const isOver = last === undefined || this.#now() - last.at >= this.#lifetimeMs
    return isOver ? [] : last.exchanges
  }

  #write(name: string, { version, exchanges }: Remembered): boolean {
    const line = JSON.stringify({ at: this.#now(), exchanges })
    if (!this.#disk.create(this.#file(name, version), [line])) return false
    this.#tidy(name, version)
    return true
  }

  /** Takes away everything that was written before a version, but for the names of late versions. */
  #tidy(name: string, version: number): void {
    const folder = join(this.#folder, name)
    if (!existsSync(folder)) return
    for (const one of readdirSync(folder)) {
      if (versionIn(one) < version) this.#takeAway(join(folder, one), isVersion(one))
    }
  }

  #takeAway(file: string, isVersion: boolean): void {
    const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 }
    if (isVersion && size > 0) truncateSync(file)
    else if (!isVersion || this.#now() - mtimeMs > late) rmSync(file, { force: true })
  }

  #versionOf(name: string): number {
    const folder = join(this.#folder, name)
    if (!existsSync(folder)) return 0
    return Math.max(0, ...readdirSync(folder).filter(isVersion).map(versionIn))
  }

  #file(name: string, version: number): string {
    return join(this.#folder, name, `${version}${ending}`)
  }
}

/** As `ownerName` gives it. */
const isName = /^[\w-]{22}$/
const isVersion = (name: string) => /^\d{1,15}\.json$/.test(name)

/** Of a file beside them too: it bears the name of the version that it was to become. */
function versionIn(name: string): number {
  return Number.parseInt(name, 10)
}
