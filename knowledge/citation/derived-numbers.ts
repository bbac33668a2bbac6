import { bearingWords as words } from './bearing-words.js'
import { countedAt, unitOf } from './counting.js'
import type { Token } from './tokens.js'

/** How many of the smallest unit of its kind a unit is. */
const sizes = new Map([
  ['gram', 1],
  ['kilogram', 1000],
  ['tonne', 1_000_000],
])

/**
 * Whether a number is one of the text's in another unit of weight, or rounded where a word says so:
 * `some 36.2 tonnes` of 36,245 kg.
 */
export function isRounded(said: readonly Token[], at: number, borne: readonly Token[]): boolean {
  const { value = 0, raw = '' } = said[at] ?? {}
  const unit = unitOf(countedAt(said, at))
  const size = sizes.get(unit ?? '')
  if (unit === undefined) return false
  const isLoose = said
    .slice(Math.max(0, at - 3), at)
    .some(({ folded }) => words.approximately.has(folded))
  return borne.some((one, i) => {
    const theirs = unitOf(countedAt(borne, i))
    const factor = size === undefined ? undefined : (sizes.get(theirs ?? '') ?? NaN) / size
    if (one.value === undefined || (factor === undefined && theirs !== unit)) return false
    const own = one.value * (factor ?? 1)
    const isOther = theirs !== unit || own !== value
    return isOther && (own === value || (isLoose && isRoundingOf(own, value, raw)))
  })
}

/** Whether a number follows from the text: the days from one date to another. */
export function isDerived(said: readonly Token[], at: number, borne: readonly Token[]): boolean {
  const { value = 0 } = said[at] ?? {}
  if (unitOf(countedAt(said, at)) !== 'day') return false
  return borne.some(({ folded, isCapital }, i) => {
    if (!isCapital || !words.months.has(folded)) return false
    const days = borne.slice(Math.max(0, i - 4), i).flatMap((one) => one.value ?? [])
    const [first, last] = days.slice(-2)
    return first !== undefined && last !== undefined && last - first + 1 === value
  })
}

/** Whether a number is another up, down or to the nearest at the places that it shows. */
function isRoundingOf(exact: number, shown: number, raw: string): boolean {
  const decimals = /[.](\d+)$/.exec(raw)?.[1]?.length ?? 0
  const digits = Array.from(String(shown)).reverse()
  const zeros =
    decimals > 0
      ? 0
      : Math.max(
          0,
          digits.findIndex((digit) => digit !== '0'),
        )
  const step = 10 ** (zeros - decimals)
  const near = [Math.floor, Math.ceil, Math.round].map((round) => round(exact / step) * step)
  return near.some((one) => one.toFixed(decimals) === shown.toFixed(decimals))
}
