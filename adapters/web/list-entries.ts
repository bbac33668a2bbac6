import type { Reference } from '../../bot/references.js'
import type { Reply } from '../../bot/reply.js'

/** One line of a list, with the places it rests on. */
export interface Entry {
  /** Markdown, without marks. */
  readonly text: string
  /** Such as `29` or `25 (a), 31`. */
  readonly places: string
}

/** A list that is better read as a table. */
export interface EntryList {
  /** The line that introduces the list, where it has one; Markdown, without marks. */
  readonly lead?: string
  readonly entries: readonly Entry[]
}

const line = /^- (.*?)((?: ?\[\d+\])+)$/
const fewEntries = 3
const manyEntries = 6
const shortEntry = 140

/**
 * Reads a list out of a reply where a table would be easier to read than its lines: four entries
 * or more that are short, or more than six of any length.
 */
export function toEntries({ text, references }: Reply): EntryList | undefined {
  const lines = text.split('\n').map((one) => line.exec(one))
  const all = lines.flatMap((match) => (match ? [toEntry(match, references)] : []))
  if (all.length < lines.length) return undefined
  const [first] = all
  const isLed = first?.text.endsWith(':') === true
  const entries = isLed ? all.slice(1) : all
  const short = entries.every((entry) => entry.text.length <= shortEntry)
  if (entries.length <= (short ? fewEntries : manyEntries)) return undefined
  return isLed ? { lead: first.text, entries } : { entries }
}

function toEntry([, text = '', marks = '']: RegExpExecArray, references: readonly Reference[]) {
  const places = [...marks.matchAll(/\d+/g)].flatMap(([mark]) => references[Number(mark) - 1] ?? [])
  return { text: text.trim(), places: places.map(placeOf).join(', ') }
}

function placeOf({ paragraph, subparagraph }: Reference): string {
  return subparagraph === undefined ? String(paragraph) : `${paragraph} (${subparagraph})`
}
