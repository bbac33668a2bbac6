import { identifierWords } from './identifier-kinds.js'
import { phraseAt, type Read, type Token } from './place-tokens.js'
import { limits } from '../limits.js'

/** A document's symbol, such as `CTOC/COP/2012/7`, or another code, such as `I-24/7`. */
export interface Code {
  readonly kind: 'symbol' | 'code'
  /** Its letters and numbers in small letters with strokes between: `i/24/7`. */
  readonly number: string
  /** As it is written. */
  readonly name: string
}

/** Known codes by their numbers and whatever else they are cited by. */
export type Codes = ReadonlyMap<string, Code>

/** Finds a known code at a position, whatever signs or blanks part its letters and numbers. */
export function knownCodeAt(
  tokens: readonly Token[],
  at: number,
  codes: Codes,
): Read<Code> | undefined {
  const parts: string[] = []
  let found: Read<Code> | undefined
  for (let next = at; next < at + limits.longest.code; next += isSign(tokens[next + 1]) ? 2 : 1) {
    const token = tokens[next]
    if (!token || !isPart(token)) break
    parts.push(...partsOf(token))
    const key = parts.join('/')
    if (!beginningsOf(codes).has(key)) break
    const code = parts.length > 1 ? codes.get(key) : undefined
    if (!code) continue
    // Numbers alone are a code only with their strokes.
    const isMeant = !/^\d/.test(key) || tokens.slice(at, next).some(({ raw }) => raw === '/')
    if (isMeant && !goesOn(tokens, next + 1)) found = { value: code, next: next + 1 }
  }
  return found
}

const beginnings = new WeakMap<Codes, ReadonlySet<string>>()

/** What known codes begin with, to each of their parts; they don't change. */
function beginningsOf(codes: Codes): ReadonlySet<string> {
  const before = beginnings.get(codes)
  if (before) return before
  const parts = [...codes.keys()].map((key) => key.split('/'))
  const own = parts.flatMap((all) => all.map((_, at) => all.slice(0, at + 1).join('/')))
  const set = new Set(own)
  beginnings.set(codes, set)
  return set
}

const partsOf = (token: Token | undefined) => token?.raw.toLowerCase().split('-') ?? []

/**
 * Reads a code at a position that is written as one: in capitals, or as a symbol that begins with
 * the letters of a body. A code without any number but years is a row of names.
 */
export function codeAt(tokens: readonly Token[], at: number): Read<Code> | undefined {
  const [before, first] = [tokens[at - 1], tokens[at]]
  if (!first || (before && isPart(before) && touches(tokens, at - 1))) return undefined
  const isBody = identifierWords.bodies.includes(first.word)
  const isCapital = /^\p{Lu}+(?:-\p{Lu}+)*$/u.test(first.raw)
  if (!isCapital && !isBody) return undefined
  const run = runAt(tokens, at, isBody)
  const end = run.at(-1) ?? first
  const isNumbered = run.some((token) => /^\d/.test(token.raw) && !isYear(token))
  const isLong = run.length >= limits.shortest.code && run.length <= limits.longest.code
  if (!isLong || !isNumbered) return undefined
  const written = run.map(({ raw }) => raw).join('')
  const isSymbol = run.filter(({ raw }) => raw === '/').length > 1
  const isWhole = written.length === end.end - first.start
  if (!isSymbol && (!isWhole || !isCapital || isPlaceWord(tokens, at))) return undefined
  const parts = run.flatMap((token) => (isPart(token) ? token.raw.toLowerCase().split('-') : []))
  const name = isCapital ? written : written.toUpperCase()
  const value = { kind: isSymbol ? 'symbol' : 'code', number: parts.join('/'), name } as const
  return { value, next: at + run.length }
}

/** Whether a token is a year of the last century or of this one. */
export function isYear(token: Token | undefined): boolean {
  return /^(?:19|20)\d\d$/.test(token?.raw ?? '')
}

/** The letters, numbers and signs that belong together; blanks may stand around strokes. */
function runAt(tokens: readonly Token[], at: number, isAnyCase: boolean): readonly Token[] {
  const isNext = (token: Token | undefined) =>
    token !== undefined && (isAnyCase ? isPart(token) : /^[\p{Lu}\d]/u.test(token.raw))
  let end = at + 1
  let isStroked = false
  while (end <= at + limits.longest.code) {
    const isMore = touches(tokens, end - 1) && isNext(tokens[end])
    const isStroke = tokens[end]?.raw === '/' && isNext(tokens[end + 1])
    const isJoint = isSign(tokens[end]) && (isStroked || isDash(tokens[end]))
    const isJoined = isJoint && touches(tokens, end - 1) && touches(tokens, end)
    if (!isMore && !isStroke && !(isJoined && isNext(tokens[end + 1]))) break
    isStroked ||= isStroke
    end += isMore ? 1 : 2
  }
  return tokens.slice(at, end)
}

const isPart = ({ raw }: Token) => /^[\p{L}\d]/u.test(raw)
const isDash = (token: Token | undefined) => /^[-‐‑–]$/.test(token?.raw ?? '')
const isSign = (token: Token | undefined) => isDash(token) || /^[/.]$/.test(token?.raw ?? '')
const isPlaceWord = (tokens: readonly Token[], at: number) =>
  (['paragraph', 'section', 'letter'] as const).some(
    (term) => phraseAt(tokens, at, term) !== undefined,
  )

function touches(tokens: readonly Token[], at: number): boolean {
  const [one, next] = [tokens[at], tokens[at + 1]]
  return one !== undefined && one.end === next?.start
}

/** Whether a code goes on behind its last part: `/Add.1`. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1]
  return tokens[at]?.raw === '/' && after !== undefined && isPart(after)
}
