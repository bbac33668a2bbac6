import type { PassageId } from '../../knowledge/citation/passage.js'
import type { MissGroup } from '../keeping/group-misses.js'
import { toTable } from '../table.js'

/** Groups of questions asked in vain as a table for people, or a sentence where there is none. */
export function toMissTable(groups: readonly MissGroup[]): string {
  if (groups.length === 0) return 'Nothing was asked in vain.'
  const named = groups.flatMap(({ misses }) => misses.flatMap(({ places }) => places))
  const isOne = new Set(named.map(({ document }) => document)).size === 1
  const rows = groups.flatMap(({ count, misses: [first] }) => {
    if (first === undefined) return []
    const { question, reason, places, answer, day } = first
    const nearest = places.map((place) => nameOf(place, isOne)).join(', ')
    return [[String(count), day, reason, short(question, 60), nearest, short(answer, 60)]]
  })
  return toTable(['asked', 'last', 'reason', 'question', 'nearest', 'answered'], rows, 'left')
}

/** Where several documents are named, each place says of which it is. */
function nameOf({ document, paragraph, subparagraph }: PassageId, isOne: boolean): string {
  const letter = subparagraph === undefined ? '' : ` (${subparagraph})`
  return `${isOne ? '' : `${document} `}${paragraph}${letter}`
}

function short(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
