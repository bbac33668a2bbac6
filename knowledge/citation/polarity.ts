import { saysAbsent } from './absence.js'
import { bearingWords as words } from './bearing-words.js'
import { type Fault, type Pairing, placesWhere } from './fault.js'
import { type Naming, unknownNames } from './named.js'
import type { Token } from './tokens.js'

/**
 * What is denied where the text affirms it, or affirmed where it denies it. A word is denied by the
 * negations before it in its clause, or by those of its whole clause; two of them cancel out.
 */
export function negationFaults({ said, borne }: Pairing, naming: Naming): Fault[] {
  const absent = absentClauses({ said, borne }, naming)
  const isOnly = borne.some(({ folded }) => words.exclusive.has(folded))
  const mine = denialsOf(isOnly ? withoutNoOther(said) : said)
  const theirs = denialsOf(borne)
  const turned = said.flatMap((token, at) => {
    if (!token.isContent || token.value !== undefined || words.negators.has(token.folded)) return []
    if (absent.has(token.clause)) return []
    const spots = placesWhere(borne, ({ stem }) => stem === token.stem)
    const own = mine[at] ?? []
    const isTurned = (i: number) => !(theirs[i] ?? []).some((denied) => own.includes(denied))
    return spots.length > 0 && spots.every(isTurned) ? [token.raw] : []
  })
  const found = [...turned, ...bareDenials({ said, borne }, absent)]
  return found.length === 0 ? [] : [{ kind: 'negation', words: found.join(', ') }]
}

/** For each token whether it is denied by what stands before it, and whether its clause is. */
function denialsOf(all: readonly Token[]): readonly (readonly boolean[])[] {
  const perClause = new Map<number, number>()
  for (const [at, { clause }] of all.entries()) {
    if (isNegation(all, at)) perClause.set(clause, (perClause.get(clause) ?? 0) + 1)
  }
  let before = 0
  return all.map((token, at) => {
    if (token.isMark || words.turns.has(token.folded)) before = 0
    const denials = [before % 2 === 1, (perClause.get(token.clause) ?? 0) % 2 === 1]
    if (isNegation(all, at)) before += 1
    return denials
  })
}

/** `Not only` denies nothing, nor does the `No` that answers a question. */
function isNegation(all: readonly Token[], at: number): boolean {
  const token = all[at]
  if (!token || !(words.negators.has(token.folded) || /n['’]t$/.test(token.raw))) return false
  // Of `neither … nor` one denies.
  const before = all.slice(Math.max(0, at - 8), at).some(({ folded }) => words.pairing.has(folded))
  if (words.pairing.has(token.folded) && before) return false
  const next = all[at + 1]
  // What is not yet so is planned, which is looked at by itself.
  if (next && words.pending.has(next.folded)) return false
  if (next && words.emphases.has(next.folded)) return false
  return !(token.isFirst && words.answers.has(token.folded) && (next?.isMark ?? true))
}

/** Negations behind which nothing of the text stands: they deny what stands before them. */
function bareDenials({ said, borne }: Pairing, absent: ReadonlySet<number>): string[] {
  const denied = new Set(
    placesWhere(borne, (_, at) => isNegation(borne, at)).map((at) => borne[at]?.clause),
  )
  const spotsOf = (token: Token) => borne.filter(({ stem }) => stem === token.stem)
  return placesWhere(said, (_, at) => isNegation(said, at)).flatMap((at) => {
    if (absent.has(said[at]?.clause ?? -1)) return []
    const clause = said.filter(({ clause, isContent }) => isContent && clause === said[at]?.clause)
    const behind = clause.filter((token) => said.indexOf(token) > at)
    if (behind.some((token) => spotsOf(token).length > 0)) return []
    const spots = clause.flatMap(spotsOf)
    const isAffirmed = spots.length > 0 && spots.every((one) => !denied.has(one.clause))
    return isAffirmed ? [said[at]?.raw ?? ''] : []
  })
}

/** Clauses that only say that something unnamed is not named: that is held to the names. */
function absentClauses({ said, borne }: Pairing, naming: Naming): ReadonlySet<number> {
  const unknown = unknownNames({ said, borne }, naming)
  return new Set(unknown.filter((token) => saysAbsent(said, token)).map(({ clause }) => clause))
}

/** `No other` denies nothing where the text says `only`. */
function withoutNoOther(said: readonly Token[]): readonly Token[] {
  return said.map((token, at) => {
    const isNoOther =
      words.negators.has(token.folded) && words.other.has(said[at + 1]?.folded ?? '')
    return isNoOther ? { ...token, folded: said[at + 1]?.folded ?? '' } : token
  })
}
