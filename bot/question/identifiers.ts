import { isFunctionWord } from '../../knowledge/search/terms.js'
import { type Code, codeAt, type Codes, isYear, knownCodeAt } from './codes.js'
import { identifierWords, kindAt, type Kind, nameOf } from './identifier-kinds.js'
import { numberAt, phraseAt, type Read, type Token, tokensOf } from './place-tokens.js'
import { limits } from '../limits.js'

/** A thing that is told apart by a number or a code: a resolution, a session, a document. */
export interface Identifier {
  /** Such as `resolution`, `symbol` or `code`; `number` where no word tells what it is. */
  readonly kind: string
  /** The same however it is written: `5/6`, `4`, `ctoc/cop/2012/7`. */
  readonly number: string
  /** What it is called. */
  readonly name: string
  /** Whether it only tells when something happened. */
  readonly isSetting: boolean
  /** Whether it is named even where no document has it: two numbers alone may be a date or a share. */
  readonly isCertain: boolean
}

type Reader = (tokens: readonly Token[], at: number) => Read<readonly Identifier[]> | undefined

/**
 * Reads the identifiers of a text, each once, in time proportional to its length.
 * @param codes codes that are met however they are written; none for the text of a document
 */
export function identifiersIn(text: string, codes: Codes = new Map()): Identifier[] {
  const tokens = tokensOf(text)
  const found = new Map<string, Identifier>()
  for (let at = 0; at < tokens.length;) {
    const read = readAt(tokens, at, codes)
    for (const one of read?.value ?? []) found.set(`${one.kind} ${one.number}`, one)
    at = read?.next ?? at + 1
  }
  return [...found.values()]
}

function readAt(
  tokens: readonly Token[],
  at: number,
  codes: Codes,
): Read<readonly Identifier[]> | undefined {
  const known = knownCodeAt(tokens, at, codes)
  if (known) return toIdentifier(known)
  for (const reader of readers) {
    const read = reader(tokens, at)
    if (read) return read
  }
  return undefined
}

const toIdentifier = ({ value, next }: Read<Code>): Read<readonly Identifier[]> => ({
  value: [{ ...value, isSetting: false, isCertain: true }],
  next,
})

/** “resolution No. 5/6”, “decisions 4/2 and 4/4”, “session 5”, “WG5”, “COP-6”. */
const numbered: Reader = (tokens, at) => {
  const word = kindAt(tokens, at)
  if (!word) return undefined
  const { value: kind } = word
  const items: string[] = []
  let next = word.next
  for (let from: number | undefined = next; from !== undefined;) {
    const isHyphen = items.length === 0 && tokens[from]?.raw === '-'
    const start = isHyphen ? from + 1 : (phraseAt(tokens, from, 'sign') ?? from)
    const item = itemAt(tokens, start, kind)
    const isLike = item?.value.includes('/') === items[0]?.includes('/')
    if (!item || (items.length > 0 && !isLike)) break
    items.push(item.value)
    next = item.next
    from = phraseAt(tokens, next, 'joining') ?? phraseAt(tokens, next, 'range')
  }
  if (items.length === 0) return undefined
  return { value: items.map((number) => identifierOf(kind, number, isTimed(tokens, at))), next }
}

/** “the fifth session”, “the 4th and 5th sessions”. */
const ranked: Reader = (tokens, at) => {
  const ranks: number[] = []
  let next: number | undefined = at
  while (next !== undefined && ranks.length < limits.longest.ranks) {
    const rank = numberAt(tokens, next)
    if (!rank?.value.isOrdinal) return undefined
    ranks.push(rank.value.value)
    const word = kindAt(tokens, rank.next)
    if (word?.value.forms.includes('rank')) {
      const { value: kind } = word
      const value = ranks.map((one) => identifierOf(kind, String(one), isTimed(tokens, at)))
      return { value, next: word.next }
    }
    next = phraseAt(tokens, rank.next, 'joining')
  }
  return undefined
}

/** “the 1988 Convention”, “the Convention of 1988”. */
const dated: Reader = (tokens, at) => {
  const isBefore = isYear(tokens[at])
  const word = kindAt(tokens, isBefore ? at + 1 : at)
  if (!word?.value.forms.includes('year')) return undefined
  const year = isBefore ? at : (phraseAt(tokens, word.next, 'of') ?? word.next)
  if (!isYear(tokens[year])) return undefined
  const value = [identifierOf(word.value, tokens[year]?.raw ?? '', false)]
  return { value, next: isBefore ? word.next : year + 1 }
}

const coded: Reader = (tokens, at) => {
  const code = codeAt(tokens, at)
  return code && toIdentifier(code)
}

/** “5/6” without a word for what it is; a date, a share or a count of something isn't certainly one. */
const bare: Reader = (tokens, at) => {
  const [first, stroke, second, after] = tokens.slice(at, at + 4)
  const isNumber = (token: Token | undefined) => /^[1-9]\d{0,2}$/.test(token?.raw ?? '')
  if (stroke?.raw !== '/' || !isNumber(first) || !isNumber(second)) return undefined
  const [before, next] = [tokens[at - 1], at + 3]
  const isPart = before?.raw === '/' || before?.end === first?.start || after?.raw === '/'
  const isShare = identifierWords.sharing.includes(after?.word ?? '')
  if (isPart || isShare || isPlace(tokens, at)) return { value: [], next }
  const isDate = identifierWords.dating.includes(before?.word ?? '')
  const isAsked =
    isFunctionWord(after?.word ?? '') || phraseAt(tokens, next, 'showing') !== undefined
  const isCount = /^\p{L}/u.test(after?.raw ?? '') && !isAsked
  const number = `${first?.raw ?? ''}/${second?.raw ?? ''}`
  const isCertain = !isDate && !isCount
  return { value: [{ kind: 'number', number, name: number, isSetting: false, isCertain }], next }
}

const readers: readonly Reader[] = [numbered, ranked, dated, coded, bare]

const isPlace = (tokens: readonly Token[], at: number) =>
  (['paragraph', 'section', 'letter'] as const).some(
    (term) => phraseAt(tokens, at - 1, term) !== undefined,
  )

/** A number behind the word for what it counts; there a year may begin one: resolution 2012/19. */
function itemAt(tokens: readonly Token[], at: number, { forms }: Kind): Read<string> | undefined {
  const [first, stroke, second] = tokens.slice(at, at + 3)
  const isNumber = (token: Token | undefined) => /^\d{1,4}$/.test(token?.raw ?? '')
  if (forms.includes('pair') && isNumber(first) && stroke?.raw === '/' && isNumber(second)) {
    return { value: `${first?.raw ?? ''}/${second?.raw ?? ''}`, next: at + 3 }
  }
  const isCounted = forms.includes('number') && !isYear(first)
  const count = isCounted ? numberAt(tokens, at) : undefined
  if (!count || count.value.isOrdinal) return undefined
  return { value: String(count.value.value), next: count.next }
}

function identifierOf(kind: Kind, number: string, isTimed: boolean): Identifier {
  const name = nameOf(kind, number)
  return { kind: kind.kind, number, name, isSetting: kind.isTime && isTimed, isCertain: true }
}

/** Whether a word for a time stands before, perhaps with an article between: “since the”. */
function isTimed(tokens: readonly Token[], at: number): boolean {
  const article = phraseAt(tokens, at - 1, 'article') === at ? at - 1 : at
  const before = [tokens[article - 2]?.word, tokens[article - 1]?.word]
  const { timing } = identifierWords
  return timing.includes(before[1] ?? '') || timing.includes(before.join(' '))
}
