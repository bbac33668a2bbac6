import type { Document } from '../../knowledge/documents/open-document.js'
import { type Token, tokensOf } from './place-tokens.js'

/** What a message says of documents. */
export interface DocumentNamed {
  /** The document whose symbol stands in it, alone or in an address such as `undocs.org/en/…`. */
  readonly document?: Document
  /** Whether the symbol or address of something else stands in it instead. */
  readonly isOther: boolean
  /** The words that name no document. */
  readonly rest: readonly Token[]
}

/** Finds the document that a message names by its symbol. */
export function documentIn(
  tokens: readonly Token[],
  documents: readonly Document[],
): DocumentNamed {
  for (const document of documents) {
    const symbol = tokensOf(document.symbol).map(({ word }) => word)
    const at = tokens.findIndex((_, start) =>
      symbol.every((word, offset) => tokens[start + offset]?.word === word),
    )
    const end = at + symbol.length
    if (at >= 0 && !isGlued(tokens, end - 1, /[\p{L}\d]/u) && tokens[end]?.raw !== '/') {
      const before = tokens.slice(0, startOfRun(tokens, at))
      return { document, isOther: false, rest: [...before, ...tokens.slice(endOfRun(tokens, end))] }
    }
  }
  return { isOther: tokens.some((_, at) => isSymbol(tokens, at)), rest: tokens }
}

/** Whether the token after one follows without a space and looks so. */
function isGlued(tokens: readonly Token[], at: number, look: RegExp): boolean {
  const [token, after] = [tokens[at], tokens[at + 1]]
  return token !== undefined && after?.start === token.end && look.test(after.raw)
}

function startOfRun(tokens: readonly Token[], at: number): number {
  let start = at
  while (start > 0 && isGlued(tokens, start - 1, /[^(“"']/)) start -= 1
  return start
}

/** An address may go on behind the symbol with what was asked of the server. */
function endOfRun(tokens: readonly Token[], end: number): number {
  if (!isGlued(tokens, end - 1, /[?#&]/) || tokens[end + 1] === undefined) return end
  let after = end
  while (isGlued(tokens, after - 1, /./)) after += 1
  return after
}

/** A symbol, such as `CTOC/COP/2012/9`, begins with letters and a slash and goes on to a number. */
function isSymbol(tokens: readonly Token[], at: number): boolean {
  const [first, slash, second, again, third] = tokens.slice(at, at + 5)
  const isPath = slash?.raw === '/' && again?.raw === '/'
  return isPath && /^\p{L}/u.test(first?.raw ?? '') && /\d/.test(`${second?.raw}${third?.raw}`)
}
