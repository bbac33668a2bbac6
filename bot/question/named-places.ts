import { itemsAt, lettersAt, type Letters, type Named, unitAt } from './place-items.js'
import { numberAt, phraseAt, type Read, type Token } from './place-tokens.js'

type Reader = (tokens: readonly Token[], at: number) => Read<readonly Named[]> | undefined

/**
 * Reads the places that a message names.
 * @param isBare whether numbers and letters name places without a word such as paragraph before them
 * @returns the places in order, and the words that name none
 */
export function namedIn(
  tokens: readonly Token[],
  isBare: boolean,
): { named: readonly Named[]; rest: readonly Token[] } {
  const readers: readonly Reader[] = isBare ? [...plain, ...bare] : plain
  const named: Named[] = []
  const rest: Token[] = []
  let at = 0
  while (at < tokens.length) {
    const read = firstRead(readers, tokens, at)
    if (read && !isElsewhere(tokens, at, read.next)) {
      named.push(...read.value)
      while (isLead(rest)) rest.pop()
      at = read.next
    } else {
      rest.push(...tokens.slice(at, read?.next ?? at + 1))
      at = read?.next ?? at + 1
    }
  }
  return { named, rest }
}

/** Whether the last word leads to a place: the “in the” of “in the first paragraph”. */
function isLead(rest: readonly Token[]): boolean {
  const last = rest.length - 1
  return (['within', 'article'] as const).some((term) => phraseAt(rest, last, term) !== undefined)
}

function firstRead(readers: readonly Reader[], tokens: readonly Token[], at: number) {
  for (const reader of readers) {
    const read = reader(tokens, at)
    if (read) return read
  }
  return undefined
}

/** Whether a part or section is one of something else than the report: “the first part of 2011”. */
function isOfOther(tokens: readonly Token[], at: number): boolean {
  const of = phraseAt(tokens, at, 'of')
  return of !== undefined && phraseAt(tokens, of, 'showing') === undefined
}

/** Whether a paragraph or section is one of another text: of resolution 5/6, or behind its number. */
function isElsewhere(tokens: readonly Token[], from: number, to: number): boolean {
  const of = phraseAt(tokens, to, 'of')
  if (of !== undefined && [of, of + 1].some((at) => phraseAt(tokens, at, 'elsewhere'))) return true
  const before = tokens.slice(Math.max(0, from - 5), from)
  return before.some(
    (_, at) =>
      phraseAt(before, at, 'elsewhere') !== undefined && /^\d+$/.test(before[at + 1]?.raw ?? ''),
  )
}

const list: Reader = (tokens, at) => {
  const between = phraseAt(tokens, at, 'between')
  const unit = unitAt(tokens, between ?? at)
  return (
    unit &&
    itemsAt(tokens, afterSigns(tokens, unit.next), {
      unit: unit.value,
      isRange: between !== undefined,
    })
  )
}

/** “the 14th paragraph”, “the 12th and 13th sections”, “the first two paragraphs”. */
const ranked: Reader = (tokens, at) => {
  const ranks: number[] = []
  for (
    let next: number | undefined = at;
    next !== undefined;
    next = phraseAt(tokens, next, 'joining')
  ) {
    const rank = rankAt(tokens, next)
    if (!rank) return undefined
    ranks.push(rank.value)
    next = rank.next
    const count = numberAt(tokens, next)
    const unit = unitAt(tokens, count && !count.value.isOrdinal ? count.next : next)
    if (!unit) continue
    if (unit.value === 'section' && isOfOther(tokens, unit.next)) return undefined
    const many = count === undefined || count.value.isOrdinal ? 1 : count.value.value
    const named = ranks.map((from) => spread(unit.value, from, many))
    return { value: named, next: unit.next }
  }
  return undefined
}

function spread(unit: 'paragraph' | 'section', rank: number, many: number): Named {
  const [from, to] = rank < 0 ? [rank - many + 1, rank] : [rank, rank + many - 1]
  return { unit, from, to, letters: [] }
}

/** “sub-paragraph (c) of paragraph 5”, “(c) of 25”, “the second sub-paragraph of 25”. */
const lettered: Reader = (tokens, at) => {
  const rank = rankAt(tokens, at)
  const word = phraseAt(tokens, rank?.next ?? at, 'letter')
  const letters =
    rank && word !== undefined
      ? { value: [only(letterOf(rank.value))], next: word }
      : lettersAt(tokens, afterSigns(tokens, word ?? at), word !== undefined)
  if (!letters) return undefined
  const of =
    phraseAt(tokens, letters.next, 'of') ??
    phraseAt(tokens, letters.next, 'joining') ??
    letters.next
  const unit = unitAt(tokens, of)
  const number = numberAt(tokens, afterSigns(tokens, unit?.next ?? of))
  const isOwned = of > letters.next && number && !number.value.isOrdinal
  if (isOwned && (unit || phraseAt(tokens, letters.next, 'of')) && unit?.value !== 'section') {
    const { value } = number.value
    const whole = { unit: 'paragraph', from: value, to: value, letters: letters.value } as const
    return { value: [whole], next: number.next }
  }
  if (word === undefined) return undefined
  return { value: [{ unit: 'letter', letters: letters.value }], next: letters.next }
}

const relative: Reader = (tokens, at) => {
  const step = stepAt(tokens, at)
  const unit = step && unitAt(tokens, step.next)
  if (!unit) return undefined
  return { value: [{ unit: 'next', of: unit.value, step: step.value }], next: unit.next }
}

const plain: readonly Reader[] = [lettered, list, ranked, relative]

const bareNumbers: Reader = (tokens, at) => {
  const next = afterSigns(tokens, at)
  const isSpelled = !/^\d/.test(tokens[next]?.raw ?? '')
  return isSpelled ? undefined : itemsAt(tokens, next, { unit: 'paragraph' })
}

const bareLetters: Reader = (tokens, at) => {
  const letters = lettersAt(tokens, at, true)
  return letters && { value: [{ unit: 'letter', letters: letters.value }], next: letters.next }
}

const bareStep: Reader = (tokens, at) => {
  const step = stepAt(tokens, at)
  if (!step || step.value === 0) return undefined
  const next = phraseAt(tokens, step.next, 'one') ?? step.next
  return { value: [{ unit: 'next', of: 'paragraph', step: step.value }], next }
}

/** “VII” in capitals. */
const bareNumeral: Reader = (tokens, at) =>
  /^[IVX]+$/.test(tokens[at]?.raw ?? '') ? itemsAt(tokens, at, { unit: 'section' }) : undefined

const bare: readonly Reader[] = [bareNumbers, bareNumeral, bareLetters, bareStep]

function rankAt(tokens: readonly Token[], at: number): Read<number> | undefined {
  const last = phraseAt(tokens, at, 'last')
  if (last !== undefined) return { value: -1, next: last }
  const count = numberAt(tokens, at)
  return count?.value.isOrdinal ? { value: count.value.value, next: count.next } : undefined
}

function stepAt(tokens: readonly Token[], at: number): Read<-1 | 0 | 1> | undefined {
  for (const [term, value] of steps) {
    const next = phraseAt(tokens, at, term)
    if (next !== undefined) return { value, next }
  }
  return undefined
}

const steps = [
  ['next', 1],
  ['previous', -1],
  ['same', 0],
] as const

function letterOf(rank: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + rank - 1)
}

const only = (letter: string): Letters => ({ from: letter, to: letter })

function afterSigns(tokens: readonly Token[], at: number): number {
  return phraseAt(tokens, at, 'sign') ?? at
}
