import { bearingWords as words } from './bearing-words.js'
import { type Pairing, placesWhere } from './fault.js'
import type { Naming } from './named.js'
import { isYear, type Token } from './tokens.js'

/** Things of one kind that stand together, such as the countries of a list, and what is said of them. */
interface Group {
  readonly members: ReadonlySet<string>
  readonly context: ReadonlySet<string>
}

const kinds = ['place', 'date', 'symbol', 'other'] as const
type Kind = (typeof kinds)[number]

/**
 * How much better what a sentence says of places, dates, symbols and other names fits others of their
 * kind in the text than those themselves: shared words, at most 4.
 */
export function anchorSignals({ said, borne }: Pairing, naming: Naming) {
  const entries = kinds.map((kind) => {
    const theirs = groupsOf(borne, kind, naming)
    const margins = groupsOf(said, kind, naming).map((mine) => marginOf(mine, theirs))
    return [`misplaced ${kind}`, Math.min(4, Math.max(0, ...margins))] as const
  })
  return Object.fromEntries(entries)
}

function marginOf({ members, context }: Group, theirs: readonly Group[]): number {
  const fit = (group: Group) => [...context].filter((stem) => group.context.has(stem)).length
  const own = theirs.filter((group) => [...members].every((one) => group.members.has(one)))
  const others = theirs.filter((group) => !own.includes(group))
  // What the text names nowhere is looked at elsewhere.
  const isThere = [...members].every((one) => theirs.some((group) => group.members.has(one)))
  if (!isThere || others.length === 0) return 0
  return Math.max(...others.map(fit)) - Math.max(0, ...own.map(fit))
}

/** The groups of a kind with the words between those before and behind them in their sentence. */
function groupsOf(all: readonly Token[], kind: Kind, naming: Naming): Group[] {
  const spots = placesWhere(all, (token) => kindOf(token, naming) === kind)
  const runs: { from: number; to: number }[] = []
  for (const at of spots) {
    const last = runs.at(-1)
    if (last && isJoined(all, last.to, at)) last.to = at
    else runs.push({ from: at, to: at })
  }
  return runs.map(({ from, to }, i) => {
    const [before, behind] = [runs[i - 1]?.to ?? -1, runs[i + 1]?.from ?? all.length]
    const around = all.filter(
      (one, at) =>
        at > before &&
        at < behind &&
        (at < from || at > to) &&
        one.isContent &&
        kindOf(one, naming) !== kind &&
        isInReach(all, at < from ? [at, from] : [to, at]),
    )
    return {
      members: new Set(
        all
          .slice(from, to + 1)
          .filter((one) => kindOf(one, naming) === kind)
          .map(({ stem }) => stem),
      ),
      context: new Set(around.map(({ stem }) => stem)),
    }
  })
}

/** Whether two of a kind stand in one list: only names, marks and function words are between them. */
function isJoined(all: readonly Token[], from: number, to: number): boolean {
  const between = all.slice(from + 1, to)
  return (
    all[from]?.sentence === all[to]?.sentence &&
    between.every((one) => (!one.isContent || one.isCapital) && one.raw !== ';' && one.raw !== ':')
  )
}

/** Whether two places are in one sentence, with no semicolon between. */
function isInReach(all: readonly Token[], [from, to]: readonly [number, number]): boolean {
  if (all[from]?.sentence !== all[to]?.sentence) return false
  return !all.slice(from, to).some(({ raw }) => raw === ';')
}

function kindOf(token: Token, { isName, isPlace }: Naming): Kind | undefined {
  if (isYear(token) || (token.isCapital && words.months.has(token.folded))) return 'date'
  if (token.value === undefined && /\d/.test(token.raw)) return 'symbol'
  if (!token.isCapital || !token.isContent || (token.isFirst && !isName(token.folded)))
    return undefined
  return isPlace(token.folded) ? 'place' : 'other'
}
