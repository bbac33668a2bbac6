import type { Passage } from '../../knowledge/citation/passage.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Code } from './codes.js'
import { type Identifier, identifiersIn } from './identifiers.js'
import { quotedIn } from './quoted-passages.js'
import { limits } from '../limits.js'

/** What a message names or quotes exactly, and what of it the documents hold. */
export interface ExactNames {
  /** Where what is named and asked of stands; none where nothing is, or where it only tells a time. */
  readonly passages: readonly Passage[]
  /** What no document holds. */
  readonly missing: readonly Identifier[]
  /** What of the same kinds the documents hold instead. */
  readonly others: readonly string[]
  readonly isAny: boolean
  /** Whether the passages are quoted rather than named. */
  readonly isQuoted: boolean
}

/** What is read for names. */
type Read = Pick<Knowledge, 'documents' | 'passages'>

/** Finds what a text names by a number or a code, or the passages that it quotes. */
export function exactNamesIn(text: string, knowledge: Read): ExactNames {
  const quoted = quotedIn(text, knowledge.passages)
  if (quoted.length > 0) {
    return { passages: quoted, missing: [], others: [], isAny: true, isQuoted: true }
  }
  const index = indexOf(knowledge)
  const all = identifiersIn(text, index.codes).filter(({ number }) => !index.own.has(number))
  const holders = (one: Identifier) =>
    index.held.filter(({ identifier }) => isSame(one, identifier))
  const isMissing = (one: Identifier) =>
    one.isCertain && !index.years.has(one.number) && holders(one).length === 0
  const asked = all.filter(({ isSetting }) => !isSetting).flatMap(holders)
  const missing = all.filter(isMissing)
  const others = missing.flatMap((one) => alike(one, index.held))
  return {
    passages: [...new Set(asked.map(({ passage }) => passage))],
    missing,
    others: [...new Set(others)].slice(0, limits.glance.others),
    isAny: asked.length > 0 || missing.length > 0,
    isQuoted: false,
  }
}

/** Two numbers without a word are whatever has them. */
function isSame(asked: Identifier, { kind, number }: Identifier): boolean {
  return number === asked.number && (kind === asked.kind || asked.kind === 'number')
}

/** What else the documents hold: with the same number, else of the same kind; a code with the same letters. */
function alike({ kind, number }: Identifier, held: readonly Held[]): string[] {
  const all = held.map(({ identifier }) => identifier)
  const isPair = number.includes('/') && /^\d/.test(number)
  const twins = isPair ? all.filter((one) => one.number === number) : []
  const [letters] = number.split('/')
  const kin = all.filter((one) =>
    kind === 'number'
      ? /^\d+\/\d+$/.test(one.number)
      : one.kind === kind && (kind !== 'code' || one.number.split('/')[0] === letters),
  )
  return (twins.length > 0 ? twins : kin).map(({ name }) => name)
}

interface Held {
  readonly identifier: Identifier
  readonly passage: Passage
}

interface Index {
  readonly held: readonly Held[]
  readonly codes: ReadonlyMap<string, Code>
  /** The symbols of the documents themselves. */
  readonly own: ReadonlySet<string>
  /** Every year that the documents name. */
  readonly years: ReadonlySet<string>
}

const indexes = new WeakMap<Read, Index>()

/** Reads once what the passages name; they don't change while the knowledge is open. */
function indexOf(knowledge: Read): Index {
  const before = indexes.get(knowledge)
  if (before) return before
  const { passages, documents } = knowledge
  const own = documents.flatMap(({ symbol }) => identifiersIn(symbol))
  const held = passages.flatMap((passage) =>
    identifiersIn(passage.text).map((identifier) => ({ identifier, passage })),
  )
  const all = [...own, ...held.map(({ identifier }) => identifier)]
  const index = {
    held,
    codes: new Map(all.flatMap(codesOf)),
    own: new Set(own.map(({ number }) => number)),
    years: new Set(passages.flatMap(({ text }) => text.match(/\b(?:19|20)\d\d\b/g) ?? [])),
  }
  indexes.set(knowledge, index)
  return index
}

/** A code by its number, and a symbol by the ends of it that people cite: `COP/2012/7`. */
function codesOf({ kind, number, name }: Identifier): [string, Code][] {
  if (kind !== 'symbol' && kind !== 'code') return []
  const parts = number.split('/')
  const ends = kind === 'symbol' ? parts.slice(0, -1) : parts.slice(0, 1)
  return ends.map((_, at) => [parts.slice(at).join('/'), { kind, number, name }])
}
