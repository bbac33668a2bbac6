import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A file of JSON lines that only grows, oldest first; created, with its folder, by the first line. */
export class AppendFile {
  readonly #path: string
  #last: Promise<void> = Promise.resolve()

  constructor(path: string) {
    this.#path = path
  }

  /** Adds an entry; it lies on the disk once this resolves. */
  add(entry: object): Promise<void> {
    const line = `${JSON.stringify(entry)}\n`
    const written = this.#last.then(() => this.#append(line))
    // A line that failed is reported to who added it; the next one is tried all the same.
    this.#last = written.catch(() => undefined)
    return written
  }

  async #append(line: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true })
    const file = await open(this.#path, 'a', 0o600)
    try {
      await file.appendFile(line)
      await file.datasync()
    } finally {
      await file.close()
    }
  }
}
