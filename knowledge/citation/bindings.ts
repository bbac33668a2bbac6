import { bearingWords as words, quantifiers } from './bearing-words.js'
import { type Fault, type Pairing, placesWhere } from './fault.js'
import type { Naming } from './named.js'
import { isYear, type Token } from './tokens.js'

/** How a sentence binds what its text may hold apart: shares from 0 to 1, and counts. */
export function bindingSignals({ said, borne }: Pairing, naming: Naming) {
  const segments = segmentsOf(borne).map((tokens) => ({
    tokens,
    stems: new Set(tokens.map(({ stem }) => stem)),
  }))
  const holdersOf = ({ stem }: Token) => segments.filter(({ stems }) => stems.has(stem))
  const content = said.filter(({ isContent }) => isContent)
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of)
  const best = Math.max(
    0,
    ...segments.map(({ stems }) => content.filter(({ stem }) => stems.has(stem)).length),
  )
  const covered = content.filter((one) => holdersOf(one).length > 0).length
  return {
    ...pairsApart(content, holdersOf, naming),
    rival: rivalsOf(content, segments, naming),
    uncovered: 1 - share(covered, content.length),
    scattered: share(covered - best, content.length),
    ...quantifierSignals({ said, borne }),
  }
}

interface Segment {
  readonly tokens: readonly Token[]
  readonly stems: ReadonlySet<string>
}

/** The sentences of a text, parted also at semicolons. */
export function segmentsOf(all: readonly Token[]): Token[][] {
  const segments: Token[][] = []
  for (const [at, token] of all.entries()) {
    if (token.raw === ';' || all[at - 1]?.sentence !== token.sentence) segments.push([])
    segments.at(-1)?.push(token)
  }
  return segments
}

function typeOf(token: Token, { isName }: Naming): 'date' | 'name' | 'number' | undefined {
  if (isYear(token) || (token.isCapital && words.months.has(token.folded))) return 'date'
  if (token.value !== undefined) return 'number'
  const isSure = !token.isFirst || isName(token.folded)
  return token.isCapital && token.isContent && isSure ? 'name' : undefined
}

/** Names, dates and numbers beside words that never stand with them in one segment. */
function pairsApart(
  content: readonly Token[],
  holdersOf: (one: Token) => Segment[],
  naming: Naming,
) {
  let [pairs, apart, far] = [0, 0, 0]
  for (const anchor of content.filter((one) => typeOf(one, naming) !== undefined)) {
    const own = new Set(holdersOf(anchor))
    for (const other of content) {
      const theirs = holdersOf(other)
      if (own.size === 0 || theirs.length === 0 || other.stem === anchor.stem) continue
      pairs += 1
      if (theirs.some((one) => own.has(one))) continue
      apart += 1
      if (typeOf(other, naming) !== undefined) far += 1
    }
  }
  return { apart: pairs === 0 ? 0 : apart / pairs, far: Math.min(far, 3) }
}

/** Words that the text has only beside another name or date than the sentence has them, at most 3. */
function rivalsOf(content: readonly Token[], segments: readonly Segment[], naming: Naming): number {
  const mine = new Set(content.map(({ stem }) => stem))
  const plain = content.filter((one) => typeOf(one, naming) === undefined)
  const counts = content.map((anchor) => {
    const type = typeOf(anchor, naming)
    const own = segments.filter(({ stems }) => stems.has(anchor.stem))
    if (type === undefined || type === 'number') return 0
    if (own.length === 0 || own.length === segments.length) return 0
    const known = plain.filter(({ stem }) => segments.some(({ stems }) => stems.has(stem)))
    const missed = known.filter(({ stem }) => !own.some(({ stems }) => stems.has(stem)))
    const rivals = missed.filter(({ stem }) =>
      segments
        .filter(({ stems }) => stems.has(stem))
        .every(({ tokens }) => tokens.some((t) => typeOf(t, naming) === type && !mine.has(t.stem))),
    )
    return rivals.length >= known.length - missed.length ? rivals.length : 0
  })
  return Math.min(3, Math.max(0, ...counts))
}

/** Whether the sentence says `all` or `only` where the text says neither of anything. */
function quantifierSignals({ said, borne }: Pairing) {
  const isNew = (kind: (typeof quantifiers)[number]) =>
    said.some(({ folded }) => words[kind].has(folded)) &&
    !borne.some(({ folded }) => words[kind].has(folded))
  return { universal: Number(isNew('universal')), exclusive: Number(isNew('exclusive')) }
}

/** All, only, most or some of what the text says another of these. */
export function amountFaults({ said, borne }: Pairing): Fault[] {
  return placesWhere(said, ({ isContent }) => isContent).flatMap((at) => {
    const mine = quantifierAt(said, at)
    const theirs = placesWhere(borne, ({ stem }) => stem === said[at]?.stem).map((i) =>
      quantifierAt(borne, i),
    )
    const isOther = !theirs.includes(mine) && theirs.some((one) => one !== undefined)
    if (mine === undefined || !isOther) return []
    return [{ kind: 'amount', words: said[at]?.raw ?? '' } as const]
  })
}

/** How much of a word is said by one of the few before it; `above all` says nothing of the kind. */
function quantifierAt(all: readonly Token[], at: number) {
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const one = all[i]
    if (!one || one.isMark) return undefined
    const kind = quantifiers.find((name) => words[name].has(one.folded))
    const isNoOther = kind === 'none' && words.other.has(all[i + 1]?.folded ?? '')
    if (isNoOther) return 'exclusive'
    if (kind !== undefined) return words.idioms.has(all[i - 1]?.folded ?? '') ? undefined : kind
  }
  return undefined
}
