import { stemmer } from 'stemmer'
import { limits } from '../limits.js'
import { saysAbsent } from './absence.js'
import { bearingWords as words } from './bearing-words.js'
import { type Fault, type Pairing, placesWhere } from './fault.js'
import type { Token } from './tokens.js'

/** What else counts as named in a text, and which words are names wherever they stand. */
export interface Naming {
  /** Words of other names of what the text names, in small letters. */
  readonly aliases: ReadonlySet<string>
  /** Those names, one sentence each. */
  readonly others: readonly Token[]
  /** For each acronym in small letters, the stems of the words that it stands for and that alone can name it. */
  readonly inFull: ReadonlyMap<string, readonly string[]>
  readonly isName: (folded: string) => boolean
  /** Whether a word is one of a country's, of its people's or of its capital's name. */
  readonly isPlace: (folded: string) => boolean
}

/** Names that the text doesn't have; first words of sentences count where they surely are names. */
export function nameFaults(pairing: Pairing, naming: Naming): Fault[] {
  const unknown = unknownNames(pairing, naming)
  const claimed = unknown.filter((token) => !saysAbsent(pairing.said, token))
  return claimed.map(({ raw }) => ({ kind: 'name', words: raw }))
}

/** The names of a sentence that its text doesn't have. */
export function unknownNames({ said, borne }: Pairing, naming: Naming): Token[] {
  const isKnown = knownIn(borne, naming)
  return said.filter((token) => {
    if (!isNameLike(token) || isKnown(token)) return false
    return !token.isFirst || /^.+\p{Lu}/u.test(token.raw) || naming.isName(token.folded)
  })
}

/** Names whose words the text has, but not side by side: `Central Africa` of `Central Asia and East Africa`. */
export function pairFaults({ said, borne }: Pairing, naming: Naming): Fault[] {
  const isKnown = knownIn(borne, naming)
  return said.flatMap((token, at) => {
    const next = said[at + 1]
    if (!next || !isPair(token, next, naming) || !isKnown(token) || !isKnown(next)) return []
    if ([borne, naming.others].some((text) => standsBefore(text, token, next))) return []
    return [{ kind: 'name', words: `${token.raw} ${next.raw}` } as const]
  })
}

function isNameLike({ isCapital, isContent, folded }: Token): boolean {
  return isCapital && isContent && !words.numbers.has(folded)
}

function isPair(token: Token, next: Token, { isName }: Naming): boolean {
  if (!isNameLike(token) || !isNameLike(next) || words.months.has(token.folded)) return false
  // A genitive has its own noun behind it, and an acronym is a name by itself.
  if (/['’]s$/.test(token.raw) || next.raw === next.raw.toUpperCase()) return false
  return !token.isFirst || isName(token.folded)
}

function knownIn(borne: readonly Token[], { aliases }: Naming): (token: Token) => boolean {
  const folded = new Set(borne.map((one) => one.folded))
  const stems = new Set(borne.map((one) => one.stem))
  for (const part of borne.flatMap(addressParts)) folded.add(part)
  const initials = initialsIn(borne)
  const isIn = (word: string) =>
    folded.has(word) ||
    stems.has(stemmer(word)) ||
    aliases.has(word) ||
    aliases.has(word.replace(/s$/, '')) ||
    initials.has(word) ||
    namesakes(word).some((other) => folded.has(other))
  return ({ raw, folded: word }) =>
    isIn(word) ||
    raw.split(/[-/]/).every((part) => !/^\p{Lu}/u.test(part) || isIn(part.toLowerCase()))
}

/** The words of an address, such as the name of whoever’s site it is. */
function addressParts({ raw }: Token): string[] {
  return /^(?:www\.|https?:)/.test(raw) ? raw.toLowerCase().split(/[^a-z\d]+/) : []
}

/** Whether of two words one names a place and the other its people, as America and American do. */
function isOfOne(word: string, other: string): boolean {
  return word === `${other}n` || other === `${word}n`
}

/** A place for its people and the reverse; shorter names would meet others. */
function namesakes(word: string): string[] {
  const { people } = limits.bearing.letters
  return [`${word}n`, word.slice(0, -1)].filter(
    (other) => isOfOne(word, other) && Math.min(word.length, other.length) >= people,
  )
}

/** What the names of a text are shortened to: `eu` for European Union. */
function initialsIn(all: readonly Token[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const at of all.keys()) {
    let initials = ''
    for (const one of all.slice(at, at + 9)) {
      if (one.isMark || (one.isContent && !one.isCapital)) break
      if (one.isCapital) initials += one.raw.charAt(0).toLowerCase()
      if (initials.length > 1) found.add(initials)
    }
  }
  return found
}

/** Whether one name stands right before another, or shares it with others, as in `North and West Africa`. */
function standsBefore(all: readonly Token[], one: Token, next: Token): boolean {
  const isNext = (token: Token | undefined) =>
    token !== undefined && (token.stem === next.stem || isOfOne(token.folded, next.folded))
  const isJoined = (token: Token | undefined) => words.conjunctions.has(token?.folded ?? '')
  return placesWhere(all, ({ stem }) => stem === one.stem).some((at) => {
    let i = at + 1
    if (isNext(all[i])) return true
    while (
      all[i]?.raw === ',' &&
      all[i + 1]?.isCapital === true &&
      (all[i + 2]?.raw === ',' || isJoined(all[i + 2]))
    ) {
      i += 2
    }
    return isJoined(all[i]) && all[i + 1]?.isCapital === true && isNext(all[i + 2])
  })
}
