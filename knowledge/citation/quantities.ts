import { limits } from '../limits.js'
import { bearingWords as words } from './bearing-words.js'
import { countedAt, unitOf } from './counting.js'
import { isDerived, isRounded } from './derived-numbers.js'
import { type Fault, type Pairing, placesWhere } from './fault.js'
import { isYear, type Token } from './tokens.js'

const { counted: count, reach } = limits.bearing

/** Numbers that the text doesn't have, or that it has of another unit or thing. */
export function quantityFaults({ said, borne }: Pairing): Fault[] {
  const own = listSizes(said)
  const lists = [...own, ...listSizes(borne)]
  return said.flatMap((token, at) => {
    const { value } = token
    if (value === undefined) return isIdentifier(token) ? identifierFaults(token, borne) : []
    const places = placesWhere(borne, (one) => one.value === value)
    if (isRounded(said, at, borne)) return []
    if (places.length === 0) {
      const isBorne = isDerived(said, at, borne) || isCounted(said, at, { borne, own, lists })
      return isBorne ? [] : [{ kind: 'number', words: around(said, at) } as const]
    }
    if (isYear(token)) return []
    return [...thingFaults({ said, borne }, at, places), ...unitFaults({ said, borne }, at, places)]
  })
}

/** Ordinals that the text doesn't have: high ones, and low ones where it gives what they count another. */
export function ordinalFaults({ said, borne }: Pairing): Fault[] {
  return said.flatMap((token, at) => {
    const value = words.ordinals.get(token.folded)
    if (value === undefined || borne.some(({ folded }) => folded === token.folded)) return []
    const next = said[at + 1]
    const isRival = borne.some(
      ({ folded }, i) => words.ordinals.has(folded) && borne[i + 1]?.stem === next?.stem,
    )
    return value > count.loosely || isRival
      ? [{ kind: 'number', words: around(said, at) } as const]
      : []
  })
}

/** A symbol, a resolution’s number: digits that are no number. */
function isIdentifier({ raw, isMark }: Token): boolean {
  return !isMark && /\d/.test(raw)
}

function identifierFaults({ raw, folded }: Token, borne: readonly Token[]): Fault[] {
  return borne.some((one) => one.folded === folded) ? [] : [{ kind: 'number', words: raw }]
}

interface Counting {
  readonly borne: readonly Token[]
  /** The sizes of the sentence’s lists, and of those with the text’s. */
  readonly own: readonly number[]
  readonly lists: readonly number[]
}

/** Whether a small number that isn't written counts the entries of a list, and no other number is given for the same. */
function isCounted(said: readonly Token[], at: number, { borne, own, lists }: Counting): boolean {
  const { value = 0 } = said[at] ?? {}
  if (value > count.list || !Number.isInteger(value)) return false
  const counted = countedAt(said, at)
  const unit = unitOf(counted)
  const years = new Set(borne.filter(isYear).map((one) => one.value)).size
  if (unit !== undefined && !(unit === 'year' && years === value)) return false
  if (counted === undefined && isLabel(said[at - 1], borne)) return false
  const isRival = borne.some(
    (one, i) =>
      one.value !== undefined &&
      one.value < count.smallest &&
      counted !== undefined &&
      countedAt(borne, i)?.stem === counted.stem,
  )
  // A bare number that stands nowhere may as well be a wrong one.
  const isIn = (sizes: readonly number[]) => sizes.includes(value) || sizes.includes(value + 1)
  if (said[at + 1]?.isMark && value !== 2) return isIn(own)
  return !isRival && (value === 2 || isIn(lists))
}

/** Whether a word has a number of its own in the text, as `working group 5` has. */
function isLabel(word: Token | undefined, borne: readonly Token[]): boolean {
  if (!word?.isContent) return false
  return borne.some((one, i) => {
    const next = borne[i + 1]
    return one.stem === word.stem && next?.value !== undefined && !isYear(next)
  })
}

/** The entries of enumerations: short items between commas, the last behind a conjunction. */
function listSizes(all: readonly Token[]): number[] {
  return [...commaLists(all), ...semicolonLists(all)]
}

/** The entries that semicolons part in a sentence. */
function semicolonLists(all: readonly Token[]): number[] {
  const parted = new Map<number, number>()
  for (const { raw, sentence } of all) {
    if (raw === ';') parted.set(sentence, (parted.get(sentence) ?? 1) + 1)
  }
  return [...parted.values()]
}

function commaLists(all: readonly Token[]): number[] {
  return placesWhere(all, ({ folded }) => words.conjunctions.has(folded)).map((at) => {
    let [entries, length] = [2, 0]
    for (let i = at - 1; i >= 0 && all[i]?.sentence === all[at]?.sentence; i--) {
      const raw = all[i]?.raw
      if (raw === ',') [entries, length] = [length > 0 ? entries + 1 : entries, 0]
      else if (raw === ';' || raw === ':' || ++length > reach.item) break
    }
    return entries
  })
}

/** A figure that is said of what the text gives another figure for. */
function thingFaults({ said, borne }: Pairing, at: number, places: readonly number[]): Fault[] {
  if (said.some(({ folded }) => words.respectively.has(folded))) return []
  const own = said[at]
  const isOther = (one: Token) =>
    one.value !== undefined && !isYear(one) && one.value !== own?.value
  const clauses = new Set(places.map((i) => borne[i]?.clause))
  const sentences = new Set(places.map((i) => borne[i]?.sentence))
  const wrong = besideAt(said, at).find((word) => {
    if (!word.isContent || unitOf(word) !== undefined) return false
    const isBeside = borne.some((one) => one.stem === word.stem && clauses.has(one.clause))
    if (isBeside) return false
    const behind = placesWhere(borne, (one, i) => {
      const isThere = one.stem === word.stem && sentences.has(one.sentence)
      return (
        isThere &&
        borne
          .slice(0, i)
          .some((b) => b.clause === one.clause && b.value !== undefined && !isYear(b))
      )
    })
    return (
      behind.length > 0 &&
      behind.every((i) => borne.some((b) => b.clause === borne[i]?.clause && isOther(b)))
    )
  })
  return wrong ? [{ kind: 'thing', words: `${own?.raw ?? ''} … ${wrong.raw}` }] : []
}

/** What a clause says of a number: up to the next one, and what stands before the first. */
function besideAt(all: readonly Token[], at: number): Token[] {
  const isBeside = (one: Token | undefined) =>
    one !== undefined && one.clause === all[at]?.clause && one.value === undefined
  let [from, to] = [at, at + 1]
  while (isBeside(all[from - 1])) from -= 1
  while (isBeside(all[to])) to += 1
  const before = all[from - 1]
  const isFirst = before === undefined || before.clause !== all[at]?.clause
  return all.slice(isFirst ? from : at, to).filter((one) => one.value === undefined)
}

function unitFaults({ said, borne }: Pairing, at: number, places: readonly number[]): Fault[] {
  const mine = countedAt(said, at)
  if (mine === undefined) return []
  const theirs = places.map((i) => countedAt(borne, i))
  const nameOf = (one: Token | undefined) => one && (unitOf(one) ?? one.stem)
  if (theirs.some((one) => nameOf(one) === nameOf(mine))) return []
  const isUnit = unitOf(mine) !== undefined || theirs.every((one) => unitOf(one) !== undefined)
  const isThing = (said[at]?.value ?? 0) > count.loosely && theirs.every((one) => one !== undefined)
  return isUnit || isThing ? [{ kind: 'unit', words: around(said, at) }] : []
}

function around(said: readonly Token[], at: number): string {
  return said
    .slice(at, at + 3)
    .map(({ raw }) => raw)
    .join(' ')
}
