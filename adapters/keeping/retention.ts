import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const hour = 3_600_000
const day = 24 * hour

/** Something that keeps what users said, and lets go of what is old. */
export interface Aging {
  forgetBefore(moment: Date): void
}

/** What is kept for how long. */
export interface Retention {
  readonly dataDir: string
  readonly days: number
  readonly aging: readonly Aging[]
  /** Hears what couldn't be removed. */
  readonly warn: (error: unknown) => void
}

/** Lets go of what is old, now and every hour for as long as the process runs. */
export function startRetention({ dataDir, days, aging, warn }: Retention): void {
  const clean = () => {
    const before = new Date(Date.now() - days * day)
    try {
      for (const one of aging) one.forgetBefore(before)
      removeRejected(dataDir, before)
    } catch (error) {
      // What can't be removed now is tried in an hour, and at the next start.
      warn(error)
    }
  }
  clean()
  setInterval(clean, hour).unref()
}

/** What was set aside, since nobody could read it, is let go of by the age of its file. */
function removeRejected(folder: string, before: Date): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.rejected')) continue
    const file = join(folder, name)
    if (statSync(file).mtime < before) rmSync(file)
  }
}
