import { createLog } from '../../adapters/log.js'
import { Disk } from '../../adapters/store/disk.js'

/** A log that is kept in memory, and the disk whose faults it names. */
export function notedDisk() {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  return { log, disk: new Disk(log), logged: () => lines.join('') }
}
