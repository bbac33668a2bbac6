import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Disk } from '../store/disk.js'
import { openStores, type StoreSettings } from '../store/open-stores.js'
import { changeLines } from '../store/write-lines.js'
import { feedbackRecords } from './feedback-file.js'
import { missRecords } from './miss-file.js'
import { ownerName } from './owner.js'

/** What a file holds of one conversation, person or message. */
export interface Held {
  /** A conversation's id, or the name under which a file knows it. */
  readonly id: string
  /** The file, by its place in the data folder. */
  readonly file: string
  readonly entries: number
  /** When it was last added to, as far as the file says. */
  readonly last?: string
}

/** Lists what is kept of whom, without what was said. */
export function listHeld({ dataDir, conversationHours }: StoreSettings, disk: Disk): Held[] {
  const { feedback } = open(dataDir, disk)
  const { conversations, files } = openStores({ dataDir, conversationHours }, disk)
  return [
    ...conversationFiles(dataDir).map((path) => ({
      id: idOf(path),
      file: path.slice(dataDir.length + 1),
      entries: readFileSync(path, 'utf8').split('"kind":"said"').length - 1,
      last: statSync(path).mtime.toISOString(),
    })),
    ...conversations
      .list()
      .filter(({ turns }) => turns > 0)
      .map(({ name: id, turns: entries, last }) => {
        return { id, file: join('turns', id), entries, last: last.toISOString() }
      }),
    ...byOwner('feedback.ndjson', feedback.load()),
    ...Object.entries(files).flatMap(([name, file]) => byOwner(`${name}.ndjson`, file.list())),
  ]
}

/** What a file holds of each owner; of what nobody owns nothing is told. */
function byOwner(
  file: string,
  entries: readonly { readonly owners: readonly string[]; readonly at: string | number }[],
): Held[] {
  const held = new Map<string, Held>()
  for (const { owners, at } of entries) {
    const last = new Date(at).toISOString()
    for (const id of owners) {
      held.set(id, { id, file, entries: (held.get(id)?.entries ?? 0) + 1, last })
    }
  }
  return [...held.values()]
}

/**
 * Removes what is kept of a conversation, a person or a message, also while the bot is running.
 *
 * @param id an id as `listHeld` gives it, or as the channel knows it: `msteams/` and the
 * conversation's, and behind another `/` a person's or a message's
 * @returns what was removed, by file
 */
export async function forgetHeld(holder: StoreSettings, disk: Disk, id: string): Promise<Held[]> {
  const { dataDir } = holder
  const { feedback, misses } = open(dataDir, disk)
  const { conversations: turns, files } = openStores(holder, disk)
  const names = new Set([id, ownerName(id)])
  const conversations = conversationFiles(dataDir).filter((path) => names.has(idOf(path)))
  for (const path of conversations) {
    const place = `webchat/${idOf(path)}`
    names.add(ownerName(place))
    for (const message of messagesIn(path)) names.add(ownerName(`${place}/${message}`))
    // A running bot finds that the file is gone, and ends the conversation.
    for (const file of [path, `${path}.rejected`]) rmSync(file, { force: true })
  }
  const removed = [...names].filter((name) => turns.forget(name))
  const stored: Record<string, number> = {}
  for (const [name, file] of Object.entries(files)) {
    stored[`${name}.ndjson`] = await file.forgetNamed([...names])
  }
  const counts = {
    'feedback.ndjson': feedback.remove(({ owners }) => owners.some((one) => names.has(one))),
    'misses.ndjson': misses.remove(({ message }) => names.has(message)),
    ...stored,
    ...rejectedOf(dataDir, [...names]),
  }
  return [
    ...conversations.map((path) => ({ id, file: path.slice(dataDir.length + 1), entries: 1 })),
    ...removed.map((name) => ({ id, file: join('turns', name), entries: 1 })),
    ...Object.entries(counts)
      .filter(([, entries]) => entries > 0)
      .map(([file, entries]) => ({ id, file, entries })),
  ]
}

function open(dataDir: string, disk: Disk) {
  return {
    feedback: feedbackRecords(join(dataDir, 'feedback.ndjson'), disk),
    misses: missRecords(join(dataDir, 'misses.ndjson'), disk),
  }
}

/** Lines that nobody could read go where one of the names stands in them. */
function rejectedOf(dataDir: string, names: readonly string[]): Record<string, number> {
  if (!existsSync(dataDir)) return {}
  const files = readdirSync(dataDir).filter((name) => name.endsWith('.ndjson.rejected'))
  const remove = (name: string) =>
    changeLines(join(dataDir, name), ({ text = '' }) =>
      names.some((one) => text.includes(one)) ? '' : undefined,
    )
  return Object.fromEntries(files.map((name) => [name, remove(name)]))
}

function conversationFiles(dataDir: string): string[] {
  const folder = join(dataDir, 'conversations')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(folder, name))
}

function idOf(path: string): string {
  return basename(path, '.jsonl')
}

function messagesIn(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/"id":"([^"\\]+\|\d+)"/g)].map(([, id = '']) => id)
}
