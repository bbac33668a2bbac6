import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../log.js'
import { readLines, type Line } from './read-lines.js'
import { appendLines, replaceLines } from './write-lines.js'

/** Something that had to be kept and couldn't be, so that it mustn't pass for taken. */
export class NotKept extends Error {
  constructor(file: string, cause: unknown) {
    super(`Store: ${file} can’t be written. Free some space, or make its folder writable.`, {
      cause,
    })
  }
}

/** What a reader of lines finds in one: a record, or nothing where it is none of ours. */
export type ReadLine<Entry> = (text: string) => Entry | undefined

/**
 * Everything that is kept in files of lines goes through here: one place knows whether the disk
 * takes what is written, and says so in the log once when it stops and once when it resumes.
 */
export class Disk {
  readonly #log: Log
  /** The file that was refused last, until it would be taken again. */
  #refused: string | undefined

  constructor(log: Log) {
    this.#log = log
  }

  /**
   * Adds lines to a file, and makes its folder where it is missing.
   *
   * @param create whether a missing file is made; undefined is given where it is missing otherwise
   * @throws NotKept where it can't be written; the file is then as it was
   */
  append(file: string, lines: readonly string[], create = true): true | undefined {
    return this.#writing(file, () => {
      try {
        if (create) mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        appendLines(file, lines, create)
        return true
      } catch (error) {
        if (!create && isError(error, 'ENOENT')) return undefined
        throw error
      }
    })
  }

  /**
   * Writes a file anew, whole or not at all.
   *
   * @throws NotKept where it can't be written; the old file then stands
   */
  replace(file: string, lines: Iterable<string>): void {
    this.#writing(file, () => {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      replaceLines(file, lines)
    })
  }

  /**
   * Writes a file that isn't there yet, whole or not at all, also where several processes do so at
   * once: a second name for what is written is given by the system, and to one of them.
   *
   * @returns whether it was written; false where it is there already
   * @throws NotKept where it can't be written
   */
  create(file: string, lines: Iterable<string>): boolean {
    return this.#writing(file, () => {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      try {
        // Under a name of its own, since others may be writing the same file.
        replaceLines(`${file}.${randomUUID()}`, lines, (fresh) => linkSync(fresh, file))
        return true
      } catch (error) {
        // Whoever wrote it tidies up, and takes what is still beside it away.
        if (isError(error, 'EEXIST') || isError(error, 'ENOENT')) return false
        throw error
      }
    })
  }

  /**
   * Reads the records of a file. Lines that are none are set aside, in a file of the same name that
   * ends in `.rejected`, and named in the log; the others are kept and given.
   */
  load<Entry>(file: string, read: ReadLine<Entry>): Entry[] {
    const entries: Entry[] = []
    const [sound, broken]: [string[], Line[]] = [[], []]
    for (const line of readLines(file)) {
      const entry = line.text === undefined ? undefined : read(line.text)
      if (entry === undefined) broken.push(line)
      else {
        entries.push(entry)
        sound.push(line.text ?? '')
      }
    }
    if (broken.length > 0) this.#rejectLines(file, broken, sound)
    return entries
  }

  /** Sets a file aside whole: adds its lines to the one that ends in `.rejected`, and removes it. */
  setAside(file: string): void {
    this.#rejectLines(file, [...readLines(file)], [])
    rmSync(file, { force: true })
  }

  #rejectLines(file: string, broken: readonly Line[], sound: readonly string[]): void {
    const lines = broken.map(({ number }) => number).slice(0, 20)
    const rejected = `${file}.rejected`
    if (broken.length === 0) return
    this.#log.warn({ file, rejected, count: broken.length, lines }, 'lines that can’t be read')
    try {
      this.append(
        rejected,
        broken.map(({ text, number }) => text ?? `(line ${number} was too long and is left out)`),
      )
      this.replace(file, sound)
    } catch (error) {
      // A disk that is full now has room later; until then the lines stay where they are.
      if (!(error instanceof NotKept)) throw error
    }
  }

  #writing<Result>(file: string, write: () => Result): Result {
    try {
      const result = write()
      this.#noteWritten(file)
      return result
    } catch (err) {
      const message = 'files can’t be written: what has to be kept is refused until they can'
      if (this.#refused === undefined) this.#log.error({ err, file }, message)
      this.#refused = file
      throw new NotKept(file, err)
    }
  }

  #noteWritten(file: string): void {
    // One file being written doesn't mean that all can: a full disk takes what fits into a begun block.
    if (this.#refused === undefined || !wouldBeTaken(this.#refused)) return
    this.#log.info({ file }, 'files can be written again')
    this.#refused = undefined
  }
}

/** A turn writes to a dozen files, each of which may need a block of 4 KB of its own. */
const spaceOfTurn = 64 * 1024

/** Whether a file that was refused can be written now, and has room to grow beside the others. */
function wouldBeTaken(file: string): boolean {
  let folder = dirname(file)
  // What was kept there may have been removed meanwhile.
  while (!existsSync(folder)) folder = dirname(folder)
  const probe = join(folder, `${randomUUID()}.probe`)
  try {
    if (existsSync(file)) closeSync(openSync(file, 'r+'))
    try {
      writeFileSync(probe, Buffer.alloc(spaceOfTurn), { mode: 0o600 })
    } finally {
      rmSync(probe, { force: true })
    }
    return true
  } catch {
    return false
  }
}

/** Makes a folder whose files are nobody else's business on this machine. */
export function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}

function isError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
