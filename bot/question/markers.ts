import type { Token } from './place-tokens.js'

/** A sign before an item of a list, and the position after it. */
export interface Marker {
  readonly at: number
  readonly next: number
}

const bullet = /^[-*•–—·▪‣◦]$/

/**
 * Finds the signs before the items of lists: bullets and letters at the head of a line, and numbers
 * that count from one, wherever they stand. Two make a list.
 */
export function markersIn(tokens: readonly Token[], text: string): readonly Marker[] {
  const heads: Marker[] = []
  const numbers: Marker[] = []
  for (const at of tokens.keys()) {
    const { raw = '' } = tokens[at] ?? {}
    const isHead = startsLine(tokens, at, text)
    const next = afterSign(tokens, at)
    if (next !== undefined && numberedAs(tokens, at) === numbers.length + 1) {
      numbers.push({ at, next })
    } else if (isHead && bullet.test(raw) && isParted(tokens, at)) heads.push({ at, next: at + 1 })
    else if (isHead && next !== undefined && /^[a-z]$/i.test(tokens[next - 2]?.raw ?? '')) {
      heads.push({ at, next })
    }
  }
  const found = [heads, numbers].filter((list) => list.length > 1).flat()
  return found.sort((a, b) => a.at - b.at)
}

/** Whether a token is the first of its line. */
export function startsLine(tokens: readonly Token[], at: number, text: string): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  return before === undefined || text.slice(before.end, token?.start).includes('\n')
}

/** The position after “1.”, “1)”, “(1)” or “a)” where a space goes before and after it. */
function afterSign(tokens: readonly Token[], at: number): number | undefined {
  const isOpen = tokens[at]?.raw === '('
  const name = at + Number(isOpen)
  const before = tokens[at - 1]
  if (before !== undefined && before.end === tokens[at]?.start) return undefined
  if (!/^(?:\d{1,2}|\p{L})$/u.test(tokens[name]?.raw ?? '') || isParted(tokens, name)) {
    return undefined
  }
  const closing = isOpen ? ')' : /^[.)]$/.exec(tokens[name + 1]?.raw ?? '')?.[0]
  return tokens[name + 1]?.raw === closing && isParted(tokens, name + 1) ? name + 2 : undefined
}

function numberedAs(tokens: readonly Token[], at: number): number {
  return Number(tokens[at]?.raw === '(' ? tokens[at + 1]?.raw : tokens[at]?.raw)
}

/** Whether a space goes after a token. */
function isParted(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  return token !== undefined && next !== undefined && next.start > token.end
}
