import { limits } from '../limits.js'
import { bearingWords as words } from './bearing-words.js'
import { type Fault, type Pairing, placesWhere } from './fault.js'
import { isYear, type Token } from './tokens.js'

/** Months with a day or a year that the text doesn't give them. */
export function dateFaults({ said, borne }: Pairing): Fault[] {
  return said.flatMap((token, at) => {
    if (!isMonth(token) || token.isFirst) return []
    const spots = placesWhere(borne, (one) => one.folded === token.folded && one.isCapital)
    const beside = [said[at - 1], said[at + 1]].flatMap((one) => one?.value ?? [])
    const isThere = (value: number) =>
      spots.some((i) => nearby(borne, i).some((one) => one.value === value))
    if (spots.length > 0 && beside.every(isThere)) return []
    return [{ kind: 'date', words: [token.raw, ...beside].join(' ') } as const]
  })
}

function isMonth({ folded, isCapital }: Token): boolean {
  return isCapital && words.months.has(folded)
}

/** Days and years stand at most so far from their month, as in `from 18 to 22 October 2010`. */
function nearby(all: readonly Token[], at: number): Token[] {
  const { date } = limits.bearing.reach
  const from = Math.max(0, at - date)
  return all.slice(from, at + date + 1).filter((one, i) => {
    if (one.sentence !== all[at]?.sentence) return false
    return from + i > at || !isYear(one) || !isOfMonth(all[from + i - 1])
  })
}

/** Whether a year behind it is that of a month, and so of no later one. */
function isOfMonth(before: Token | undefined): boolean {
  return before !== undefined && isMonth(before)
}
