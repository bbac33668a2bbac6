import { numberAt, phraseAt, type Read, type Token } from './place-tokens.js'

/** Letters from one to another; the same one for one. */
export interface Letters {
  readonly from: string
  readonly to: string
}

/** A place as a message names it. Numbers below 0 count from the end: -1 is the last. */
export type Named =
  | {
      readonly unit: 'paragraph' | 'section'
      readonly from: number
      readonly to: number
      /** The lettered parts of a paragraph that are meant; the whole of it where there are none. */
      readonly letters: readonly Letters[]
    }
  | { readonly unit: 'letter'; readonly letters: readonly Letters[] }
  | { readonly unit: 'next'; readonly of: 'paragraph' | 'section'; readonly step: -1 | 0 | 1 }

/** What numbers count, and whether the first two are the ends of a range. */
interface Counted {
  readonly unit: 'paragraph' | 'section'
  readonly isRange?: boolean
}

/** What a number counts, where a word or sign for it stands at a position. */
export function unitAt(
  tokens: readonly Token[],
  at: number,
): Read<'paragraph' | 'section'> | undefined {
  for (const value of ['paragraph', 'section'] as const) {
    const next = phraseAt(tokens, at, value)
    if (next !== undefined) return { value, next }
  }
  return undefined
}

/**
 * Numbers with their ranges and letters, joined by commas and words such as “and”.
 * @param isRange whether the first two are the ends of a range: “between paragraphs 12 and 14”
 */
export function itemsAt(
  tokens: readonly Token[],
  at: number,
  { unit, isRange = false }: Counted,
): Read<readonly Named[]> | undefined {
  const named: Named[] = []
  let next = at
  let from: number | undefined = at
  while (from !== undefined) {
    const start: number = afterSigns(tokens, from)
    const item = itemAt(tokens, start, { unit, isRange: isRange && named.length === 0 })
    if (!item || (named.length > 0 && isYear(tokens[start]))) break
    named.push(item.value)
    next = item.next
    from = phraseAt(tokens, next, 'joining')
  }
  return named.length > 0 ? { value: named, next } : undefined
}

function itemAt(
  tokens: readonly Token[],
  at: number,
  { unit, isRange }: Counted,
): Read<Named> | undefined {
  const between = phraseAt(tokens, at, 'between') ?? (isRange ? at : undefined)
  const first = valueAt(tokens, between ?? at, unit)
  if (!first) return undefined
  const { value: from, next } = first
  const to = phraseAt(tokens, next, between === undefined ? 'range' : 'joining')
  const last = to === undefined ? undefined : endAt(tokens, to, unit)
  if (last) {
    const ends = { from: Math.min(from, last.value), to: Math.max(from, last.value) }
    return { value: { unit, ...ends, letters: [] }, next: last.next }
  }
  const onwards = phraseAt(tokens, next, 'onwards')
  if (onwards !== undefined) return { value: { unit, from, to: -1, letters: [] }, next: onwards }
  const letters = unit === 'paragraph' ? lettersAt(tokens, next, true) : undefined
  const value = { unit, from, to: from, letters: letters?.value ?? [] }
  return { value, next: letters?.next ?? next }
}

/** The end of a range, before which the word for what is counted may stand again. */
function endAt(tokens: readonly Token[], at: number, unit: 'paragraph' | 'section') {
  const again = unitAt(tokens, at)
  return valueAt(tokens, afterSigns(tokens, again?.value === unit ? again.next : at), unit)
}

function valueAt(
  tokens: readonly Token[],
  at: number,
  unit: 'paragraph' | 'section',
): Read<number> | undefined {
  const numeral = unit === 'section' ? numeralAt(tokens, at) : undefined
  if (numeral !== undefined) return { value: numeral, next: at + 1 }
  const count = numberAt(tokens, at)
  return count && { value: count.value.value, next: count.next }
}

const roman = /^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const worth = new Map(
  Array.from('ivxlcdm').map((letter, at) => [letter, [1, 5, 10, 50, 100, 500, 1000][at] ?? 0]),
)

/**
 * A Roman number; of one letter alone only V and X are one wherever they stand: others may be a word,
 * as in “part I would”, or a letter, as in “part C”.
 */
function numeralAt(tokens: readonly Token[], at: number): number | undefined {
  const { word = '' } = tokens[at] ?? {}
  if (word === '' || !roman.test(word)) return undefined
  if (/^[cdilm]$/.test(word) && !isAlone(tokens, at)) return undefined
  const values = Array.from(word).map((letter) => worth.get(letter) ?? 0)
  return values.reduce(
    (sum, value, place) => sum + (value < (values[place + 1] ?? 0) ? -value : value),
    0,
  )
}

/**
 * Letters of sub-paragraphs: in brackets, or behind a number or a word for them also without.
 * @param isMarked whether such a number or word stands before
 */
export function lettersAt(
  tokens: readonly Token[],
  at: number,
  isMarked: boolean,
): Read<readonly Letters[]> | undefined {
  const letters: Letters[] = []
  let next = at
  let from: number | undefined = at
  while (from !== undefined) {
    const first = letterAt(tokens, from, isMarked)
    if (!first) break
    const to = phraseAt(tokens, first.next, 'range')
    const last = to === undefined ? undefined : letterAt(tokens, to, isMarked)
    const ends = [first.value, last?.value ?? first.value].sort()
    letters.push({ from: ends[0] ?? first.value, to: ends[1] ?? first.value })
    next = last?.next ?? first.next
    from = phraseAt(tokens, next, 'joining')
  }
  return letters.length > 0 ? { value: letters, next } : undefined
}

function letterAt(
  tokens: readonly Token[],
  at: number,
  isMarked: boolean,
): Read<string> | undefined {
  const isDotted = isMarked && tokens[at]?.raw === '.' && tokens[at].end === tokens[at + 1]?.start
  const isOpened = tokens[at]?.raw === '('
  const place = isOpened || isDotted ? at + 1 : at
  const { word = '' } = tokens[place] ?? {}
  if (!/^[a-z]$/.test(word)) return undefined
  const isClosed = tokens[place + 1]?.raw === ')'
  if (isOpened && isClosed) return { value: word, next: place + 2 }
  if (!isMarked || isOpened) return undefined
  if (isClosed) return { value: word, next: place + 2 }
  const isGlued = tokens[place - 1]?.end === tokens[place]?.start
  return isGlued || isAlone(tokens, place) ? { value: word, next: place + 1 } : undefined
}

const following = ['joining', 'of', 'range', 'showing'] as const

/** Whether what follows a letter shows that it is no word of a sentence. */
function isAlone(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1]
  if (after === undefined || !/^[\p{L}\d]/u.test(after.raw)) return true
  return following.some((term) => phraseAt(tokens, at + 1, term) !== undefined)
}

const isYear = (token: Token | undefined) => /^(?:19|20)\d\d$/.test(token?.raw ?? '')

function afterSigns(tokens: readonly Token[], at: number): number {
  return phraseAt(tokens, at, 'sign') ?? at
}
