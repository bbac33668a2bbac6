import { limits } from '../limits.js'
import { bearingWords as words } from './bearing-words.js'
import { segmentsOf } from './bindings.js'
import { type Fault, type Pairing, placesWhere } from './fault.js'
import type { Token } from './tokens.js'

/** What is told as done where the text only plans or prepares it. */
export function planFaults({ said, borne }: Pairing): Fault[] {
  const segments = segmentsOf(borne)
  return placesWhere(said, (_, at) => isDone(said, at)).flatMap((at) => {
    const about = said.filter(
      (one, i) =>
        one.isContent &&
        i !== at &&
        one.sentence === said[at]?.sentence &&
        Math.abs(i - at) < limits.bearing.reach.verb,
    )
    const sharedBy = (segment: readonly Token[]) =>
      about.filter(({ stem }) => segment.some((one) => one.stem === stem)).length
    if (!isBehindPlan(said, at) && isOnlyPlanned(said[at], borne)) {
      return [{ kind: 'plan', words: said[at]?.raw ?? '' } as const]
    }
    const [best] = segments.toSorted((a, b) => sharedBy(b) - sharedBy(a))
    if (!best || sharedBy(best) === 0) return []
    const isDoneThere = best.some((_, i) => isCompleted(best, i) && !isPlanned(best, i))
    const isPlan = best.some(({ folded }) => words.plans.has(folded))
    return isPlan && !isDoneThere ? [{ kind: 'plan', words: said[at]?.raw ?? '' } as const] : []
  })
}

/** Whether the text has the very verb, and only behind words of planning. */
function isOnlyPlanned(verb: Token | undefined, borne: readonly Token[]): boolean {
  const spots = placesWhere(borne, ({ stem }) => stem === verb?.stem)
  return spots.length > 0 && spots.every((at) => isBehindPlan(borne, at))
}

function isBehindPlan(all: readonly Token[], at: number): boolean {
  return all.slice(Math.max(0, at - 6), at).some(({ folded }) => words.plans.has(folded))
}

function isDone(all: readonly Token[], at: number): boolean {
  const one = all[at]
  const isRunning = words.running.has(one?.folded ?? '') && all[at - 1]?.folded === 'into'
  return (isCompleted(all, at) || isRunning) && !isPlanned(all, at) && !isToBe(all, at)
}

function isCompleted(all: readonly Token[], at: number): boolean {
  const one = all[at]
  if (!one?.folded.endsWith('ed')) return false
  // A perfect says that something is over, whatever it is.
  return words.completed.has(one.stem) || words.have.has(all[at - 1]?.folded ?? '')
}

function isPlanned(all: readonly Token[], at: number): boolean {
  return all
    .slice(Math.max(0, at - 5), at + 4)
    .some(({ clause, folded }) => clause === all[at]?.clause && words.plans.has(folded))
}

/** Whether a verb says what is to be, or what is always so. */
function isToBe(all: readonly Token[], at: number): boolean {
  const before = all.slice(Math.max(0, at - 5), at).map(({ folded }) => folded)
  if (before.some((word) => words.futures.has(word))) return true
  return (
    before.some((word) => words.present.has(word)) && !before.some((word) => words.have.has(word))
  )
}
