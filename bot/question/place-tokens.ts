import { remembering } from '../../knowledge/entities/remembering.js'
import { fold } from '../../knowledge/entities/words.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }
import { checked } from '../../prompts/words.js'
import { limits } from '../limits.js'

/** A word, a row of digits or a sign of a message, and where it stood. */
export interface Token {
  /** Lower case, without accents, apostrophes or hyphens. */
  readonly word: string
  readonly raw: string
  readonly start: number
  readonly end: number
}

/** What was read, and the position after it. */
export interface Read<Value> {
  readonly value: Value
  readonly next: number
}

/** A number as digits or words, and whether it stands for a rank, as `14th` does. */
export interface Count {
  readonly value: number
  readonly isOrdinal: boolean
}

const { places: vocabulary } = checked({ places: questionWords.places })

/** A group of words that mean the same about places. */
export type Term = keyof typeof vocabulary

const pattern = /\d+|\p{L}+(?:[-'’]\p{L}+)*|[^\s\p{L}\d]/gu

/** The words, numbers and signs of a text in order. */
export const tokensOf = remembering(readTokens)

function readTokens(text: string): readonly Token[] {
  return [...text.matchAll(pattern)].map(({ 0: raw, index }) => {
    const word = raw.length > 1 ? fold(raw).replaceAll('-', '') : raw.toLowerCase()
    return { word, raw, start: index, end: index + raw.length }
  })
}

/** The phrases of each group by their first words, the longest first. */
const phrases = new Map(
  Object.entries(vocabulary).map(([term, list]) => {
    const split = list.map((phrase) => phrase.split(' '))
    const longestFirst = split.sort((a, b) => b.length - a.length)
    const byFirst = new Map<string, string[][]>()
    for (const phrase of longestFirst) {
      const [first = ''] = phrase
      byFirst.set(first, [...(byFirst.get(first) ?? []), phrase])
    }
    return [term, { byFirst, most: list.length }] as const
  }),
)

/**
 * The position after the phrases of a group that stand at a position: one, or several in a row, but
 * no more than the group holds, so that a long row of signs isn't gone over again and again.
 */
export function phraseAt(tokens: readonly Token[], at: number, term: Term): number | undefined {
  const { byFirst, most = 0 } = phrases.get(term) ?? {}
  let next = at
  for (let left = most; left > 0; left -= 1) {
    const length = lengthAt(tokens, next, byFirst?.get(tokens[next]?.word ?? ''))
    if (length === 0) break
    next += length
  }
  return next > at ? next : undefined
}

function lengthAt(
  tokens: readonly Token[],
  at: number,
  candidates: readonly (readonly string[])[] = [],
): number {
  const found = candidates.find((phrase) =>
    phrase.every((word, offset) => tokens[at + offset]?.word === word),
  )
  return found?.length ?? 0
}

const spelled = spelledNumbers()

/**
 * The number that stands at a position. Digits that belong to something longer are none: a
 * resolution's `5/6`, a quantity's `2,700` or `1.5`; nor are more than can be told exactly.
 */
export function numberAt(tokens: readonly Token[], at: number): Read<Count> | undefined {
  const [token, after] = [tokens[at], tokens[at + 1]]
  if (!token) return undefined
  if (/^\d/.test(token.raw)) {
    if (token.raw.length > limits.longest.digits || isPartOfMore(tokens, at)) return undefined
    const isOrdinal = after?.start === token.end && phraseAt(tokens, at + 1, 'suffix') !== undefined
    return { value: { value: Number(token.raw), isOrdinal }, next: at + (isOrdinal ? 2 : 1) }
  }
  const pair = after && spelled.get(token.word + after.word)
  if (pair) return { value: pair, next: at + 2 }
  const one = spelled.get(token.word)
  return one && { value: one, next: at + 1 }
}

function isPartOfMore(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.word === '/' || tokens[at + 1]?.word === '/') return true
  return isFigure(tokens, at - 2) || isFigure(tokens, at)
}

/** Whether the digits at a position go on behind a decimal point or a comma of thousands. */
function isFigure(tokens: readonly Token[], at: number): boolean {
  const [digits, sign, more] = tokens.slice(Math.max(at, 0), at + 3)
  if (at < 0 || (sign?.raw !== '.' && sign?.raw !== ',')) return false
  if (!digits || !more || !/^\d+$/.test(digits.raw + more.raw)) return false
  const isGlued = digits.end === sign.start && sign.end === more.start
  return isGlued && (sign.raw === '.' || more.raw.length === 3)
}

/** Numbers in words up to 99, `twenty-five` without its hyphen. */
function spelledNumbers(): ReadonlyMap<string, Count> {
  const { cardinal, ordinal, tens, tenth } = vocabulary
  const under = [
    ...cardinal.map((word, value) => ({ word, value, isOrdinal: false })),
    ...ordinal.map((word, value) => ({ word, value, isOrdinal: true })),
  ]
  const whole = [
    ...tens.map((word, at) => ({ word, value: (at + 2) * 10, isOrdinal: false })),
    ...tenth.map((word, at) => ({ word, value: (at + 2) * 10, isOrdinal: true })),
  ]
  const joined = tens.flatMap((ten, at) =>
    under
      .filter(({ value }) => value > 0 && value % 10 === value)
      .map(({ word, value, isOrdinal }) => ({
        word: ten + word,
        value: (at + 2) * 10 + value,
        isOrdinal,
      })),
  )
  return new Map(
    [...under, ...whole, ...joined].map(({ word, value, isOrdinal }) => [
      word,
      { value, isOrdinal },
    ]),
  )
}
