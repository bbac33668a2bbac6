import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** A file of lines that is only added to, so that a process that is killed loses nothing it wrote. */
export class Journal {
  readonly #file: string
  #handle: number
  #bytes = 0
  #torn = false

  /** Starts the file anew with these lines; until they are all written the old file stays. */
  constructor(file: string, lines: Iterable<string>) {
    this.#file = file
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    this.#handle = this.#write(lines)
  }

  /** The lines of a file; none where there is no file. */
  static lines(file: string): readonly string[] {
    if (!existsSync(file)) return []
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  }

  /** Bytes of the file. */
  get bytes(): number {
    return this.#bytes
  }

  /** Adds a line. It is with the operating system when this returns. */
  append(line: string): void {
    // After a write that failed half-way, the next line must not be joined to its torn one.
    const text = `${this.#torn ? '\n' : ''}${line}\n`
    this.#torn = true
    writeFileSync(this.#handle, text)
    this.#bytes += Buffer.byteLength(text)
    this.#torn = false
  }

  /** Replaces the file's lines by these. */
  rewrite(lines: Iterable<string>): void {
    const old = this.#handle
    this.#handle = this.#write(lines)
    closeSync(old)
  }

  close(): void {
    closeSync(this.#handle)
  }

  #write(lines: Iterable<string>): number {
    const fresh = `${this.#file}.new`
    // Conversations are nobody else's business on this machine.
    const handle = openSync(fresh, 'w', 0o600)
    let batch = ''
    for (const line of lines) {
      batch += `${line}\n`
      if (batch.length < 1_000_000) continue
      writeFileSync(handle, batch)
      batch = ''
    }
    writeFileSync(handle, batch)
    renameSync(fresh, this.#file)
    this.#bytes = fstatSync(handle).size
    this.#torn = false
    return handle
  }
}
