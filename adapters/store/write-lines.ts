import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { readLines, type Line } from './read-lines.js'

const newline = 0x0a
/** Bytes that are written at once. */
const chunk = 256 * 1024

/**
 * Adds lines to the end of a file, all of them or none. They are with the operating system when
 * this returns: a process that is killed then loses none of them.
 *
 * @param create whether a file that isn't there is made; otherwise that is an error, ENOENT
 * @throws where nothing can be written; the file is then as it was
 */
export function appendLines(file: string, lines: readonly string[], create: boolean): void {
  const { O_APPEND, O_RDWR, O_CREAT } = constants
  // What users wrote is nobody else's business on this machine.
  const handle = openSync(file, O_APPEND | O_RDWR | (create ? O_CREAT : 0), 0o600)
  try {
    const { size } = fstatSync(handle)
    // A process that was killed may have left a torn line, to which nothing may be joined.
    const start = size > 0 && lastByte(handle, size) !== newline ? '\n' : ''
    try {
      writeFileSync(handle, `${start}${lines.join('\n')}\n`)
    } catch (error) {
      ftruncateSync(handle, size)
      throw error
    }
  } finally {
    closeSync(handle)
  }
}

function lastByte(handle: number, size: number): number | undefined {
  const one = Buffer.alloc(1)
  readSync(handle, one, 0, 1, size - 1)
  return one[0]
}

/**
 * Writes a file anew, whole or not at all.
 *
 * @param settle puts the new file, which lies beside it, in its place
 * @throws where it can't be written; the old file then stands
 */
export function replaceLines(
  file: string,
  lines: Iterable<string>,
  settle: (fresh: string) => void = (fresh) => renameSync(fresh, file),
): void {
  const fresh = `${file}.new`
  try {
    const handle = openSync(fresh, 'w', 0o600)
    try {
      for (const line of lines) writeFileSync(handle, `${line}\n`)
    } finally {
      closeSync(handle)
    }
    settle(fresh)
  } finally {
    rmSync(fresh, { force: true })
  }
}

/**
 * Overwrites lines with spaces, or with a shorter line, in their place: they are gone at once, and
 * what another process adds to the file meanwhile isn't lost, as it would be with a new file.
 *
 * @param change gives a line's new text, empty to remove it, or undefined to leave it
 * @returns how many lines were changed
 */
export function changeLines(file: string, change: (line: Line) => string | undefined): number {
  const changed = [...readLines(file)].flatMap((line) => {
    const text = change(line)
    return text === undefined ? [] : [{ ...line, text }]
  })
  if (changed.length === 0) return 0
  const handle = openSync(file, 'r+')
  try {
    for (const { text, start, end } of changed) overwrite(handle, Buffer.from(text), { start, end })
  } finally {
    closeSync(handle)
  }
  return changed.length
}

function overwrite(
  handle: number,
  text: Buffer,
  { start, end }: Pick<Line, 'start' | 'end'>,
): void {
  const width = end - start
  if (text.length > width) throw new Error('Store: a line can’t be changed into a longer one.')
  for (let at = 0; at < width; at += chunk) {
    const piece = Buffer.alloc(Math.min(chunk, width - at), ' ')
    text.copy(piece, 0, at)
    writeSync(handle, piece, 0, piece.length, start + at)
  }
}
