import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Room } from './room.js'
import type { Rooms } from './rooms.js'

/**
 * Takes up the conversations of the process that last listened on a port.
 *
 * @throws where its file can't be read or written, with what to do
 */
export function resumeRooms(
  rooms: Rooms,
  { dataDir, port }: { readonly dataDir: string; readonly port: number },
): readonly Room[] {
  const folder = join(dataDir, 'conversations')
  const file = join(folder, `${port}.jsonl`)
  try {
    const resumed = rooms.resume(file)
    removeOld(folder)
    return resumed
  } catch (cause) {
    const what = `${file} can’t be used (${String(cause)})`
    throw new Error(`Direct Line: ${what}. Make its folder writable, or set DATA_DIR.`, { cause })
  }
}

/** Removes what ports that are no longer used left behind: 30 days is the longest lifetime. */
function removeOld(folder: string): void {
  const old = Date.now() - 31 * 24 * 3_600_000
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (existsSync(file) && statSync(file).mtimeMs < old) rmSync(file)
  }
}
