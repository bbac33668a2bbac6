import { closeSync, existsSync, openSync, readSync } from 'node:fs'

/** A line of a file, by its number; undefined in place of one that is too long to be one of ours. */
export interface Line {
  readonly number: number
  readonly text: string | undefined
  /** Where its bytes lie, without the line break. */
  readonly start: number
  readonly end: number
}

/** Bytes of the longest line that is read: many times what a request may hold. */
const longestLine = 1024 * 1024

const chunk = 256 * 1024
const newline = 0x0a

/**
 * Reads a file line by line, however large it is; none where there is no file. Blank lines are skipped.
 *
 * @param from the byte at which the first line that is read begins; lines are numbered from there
 */
export function* readLines(file: string, from = 0): Generator<Line> {
  if (!existsSync(file)) return
  const handle = openSync(file, 'r')
  try {
    let [number, start] = [1, from]
    for (const { at, rest } of pieces(handle, from)) {
      const end = start + at
      const text = rest?.toString('utf8')
      if (text?.trim() !== '') yield { number, text, start, end }
      start = end + 1
      number += 1
    }
  } finally {
    closeSync(handle)
  }
}

/** The bytes between line breaks, or only how many they are where that is too many to keep. */
function* pieces(
  handle: number,
  start: number,
): Generator<{ at: number; rest: Buffer | undefined }> {
  const buffer = Buffer.alloc(chunk)
  let [kept, length]: [Buffer[], number] = [[], 0]
  const take = (part: Buffer) => {
    length += part.length
    kept = length > longestLine ? [] : [...kept, Buffer.from(part)]
  }
  const whole = () => ({ at: length, rest: length > longestLine ? undefined : Buffer.concat(kept) })
  let place = start
  for (let bytes = -1; bytes !== 0;) {
    bytes = readSync(handle, buffer, 0, chunk, place)
    place += bytes
    let from = 0
    for (
      let at = buffer.indexOf(newline);
      at >= 0 && at < bytes;
      at = buffer.indexOf(newline, from)
    ) {
      take(buffer.subarray(from, at))
      yield whole()
      ;[kept, length] = [[], 0]
      from = at + 1
    }
    take(buffer.subarray(from, bytes))
  }
  if (length > 0) yield whole()
}
