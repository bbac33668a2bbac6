import { limits } from '../limits.js'
import type { Naming } from '../citation/named.js'
import type { Passage } from '../citation/passage.js'
import type { KnownAs } from '../citation/sentence.js'
import { tokensOf } from '../citation/tokens.js'
import { bearingWords as words } from '../citation/bearing-words.js'
import { nationsOf, type Nation } from './country-names.js'
import { fold } from './words.js'

/** Tells how what some passages name may be called in a sentence on them. */
export type NamingOf = (passages: readonly Passage[]) => Naming

/**
 * Reads the names of documents once: words that they write with a capital inside of sentences and
 * never without, and those of the world's countries.
 */
export function openNaming(all: readonly Passage[], knownAs: KnownAs): NamingOf {
  // Read when the first sentence is held to a passage, and not at the start.
  let world: World | undefined
  const known = new Map<string, Naming>()
  const idOf = numbering()
  const read = (passages: readonly Passage[]): Naming => {
    world ??= worldOf(all)
    const { nations, names, places } = world
    const text = passages.map((passage) => passage.text).join(' ')
    const here = nations.filter(({ name }) => text.includes(name))
    const regions = new Set(here.flatMap((one) => one.regions))
    const others = [...passages.flatMap(knownAs).filter((name) => name !== ''), ...regions]
    return {
      isName: (folded) => names.has(folded),
      isPlace: (folded) => places.has(folded),
      aliases: new Set([...others.flatMap(wordsOf), ...here.flatMap((one) => one.words)]),
      others: tokensOf(others.join('. ')),
      inFull: unambiguous(others.flatMap(fullNameOf)),
    }
  }
  return (passages) => {
    const key = passages.map(idOf).join(' ')
    const naming = known.get(key) ?? read(passages)
    if (known.size < limits.bearing.passages) known.set(key, naming)
    return naming
  }
}

interface World {
  readonly nations: readonly Nation[]
  /** Words that are names wherever they stand, and those of places. */
  readonly names: ReadonlySet<string>
  readonly places: ReadonlySet<string>
}

function worldOf(all: readonly Passage[]): World {
  const nations = nationsOf()
  const places = new Set(nations.flatMap(({ words: own }) => own))
  return { nations, names: namesIn(all, nations), places }
}

/** Gives each passage a number of its own. */
function numbering(): (passage: Passage) => number {
  const ids = new WeakMap<Passage, number>()
  let last = 0
  return (passage) => {
    const id = ids.get(passage) ?? ++last
    ids.set(passage, id)
    return id
  }
}

function namesIn(all: readonly Passage[], nations: readonly Nation[]): ReadonlySet<string> {
  const tokens = all.flatMap(({ text }) => tokensOf(text)).filter(({ isMark }) => !isMark)
  const small = new Set(tokens.flatMap((one) => (one.isCapital ? [] : [one.folded])))
  const inside = tokens.filter(({ isCapital, isFirst }) => isCapital && !isFirst)
  const world = nations
    .flatMap((one) => one.words)
    .filter((word) => word.length >= limits.bearing.letters.name)
  const names = [...inside.map(({ folded }) => folded), ...world]
  return new Set(names.filter((word) => !small.has(word)))
}

function wordsOf(name: string): string[] {
  return tokensOf(name).map(({ folded }) => fold(folded))
}

/** An acronym with the words of its full name that can name it alone, as `the Office` can. */
function fullNameOf(name: string): [string, string[]][] {
  const tokens = tokensOf(name)
  const doers = tokens.filter(({ folded }) => words.doers.has(folded)).map(({ stem }) => stem)
  const initials = tokens.filter(({ isCapital }) => isCapital).map(({ raw }) => raw.charAt(0))
  return doers.length === 0 || initials.length < 2 ? [] : [[initials.join('').toLowerCase(), doers]]
}

/** Acronyms with the words that stand for none of the others. */
function unambiguous(names: readonly [string, string[]][]): ReadonlyMap<string, readonly string[]> {
  const full = new Map(names)
  const isShared = (word: string) =>
    [...full.values()].filter((one) => one.includes(word)).length > 1
  return new Map(
    [...full].map(([name, stems]) => [name, stems.filter((stem) => !isShared(stem))] as const),
  )
}
