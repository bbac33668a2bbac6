import type { Reference } from '../../bot/references.js'
import type { Line, Reply } from '../../bot/reply.js'

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

const fewEntries = 3
const manyEntries = 6
const shortEntry = 140

/**
 * The entries of a list where a table would be easier to read than its lines: four entries or more
 * that are short, or more than six of any length.
 */
export function toEntries({ cited, references }: Reply): EntryList | undefined {
  if (cited?.layout !== 'list') return undefined
  const { lines, exhibits } = cited
  const count = exhibits.entries.length
  const [first] = lines
  const lead = count > 0 && lines.length > count ? first : undefined
  const entries = (lead ? lines.slice(1) : lines).map((line) => toEntry(line, references))
  const short = entries.every((entry) => entry.text.length <= shortEntry)
  if (entries.length <= (short ? fewEntries : manyEntries)) return undefined
  return lead ? { lead: lead.text, entries } : { entries }
}

function toEntry({ text, marks }: Line, references: readonly Reference[]): Entry {
  const places = marks.flatMap((mark) => references[mark - 1] ?? [])
  return { text, places: places.map(placeOf).join(', ') }
}

function placeOf({ paragraph, subparagraph }: Reference): string {
  return subparagraph === undefined ? String(paragraph) : `${paragraph} (${subparagraph})`
}
