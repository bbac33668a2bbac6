import { readdir, readFile } from 'node:fs/promises'

/**
 * The resident memory of the largest process of a group, in megabytes; undefined where the system
 * has no /proc to read it from.
 */
export async function residentMemory(group: number): Promise<number | undefined> {
  const entries = await readdir('/proc').catch(() => [])
  const sizes = await Promise.all(
    entries.filter((name) => /^\d+$/.test(name)).map((pid) => sizeOf(pid, group)),
  )
  const largest = Math.max(...sizes)
  return largest > 0 ? largest / 1024 : undefined
}

/** In kilobytes; 0 for a process of another group or one that has ended. */
async function sizeOf(pid: string, group: number): Promise<number> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
  // The command's name stands in brackets and may hold spaces; the group is the third field after.
  const fields = (await read('stat')).replace(/^.*\) /s, '').split(' ')
  if (Number(fields[2]) !== group) return 0
  return Number(/^VmRSS:\s+(\d+)/m.exec(await read('status'))?.[1] ?? 0)
}
