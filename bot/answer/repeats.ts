import { claims } from '../../knowledge/citation/claims.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { limits } from './limits.js'
import type { Told } from './told.js'

type Said = Pick<Told, 'sentence'>

/**
 * Whether a sentence says something that others don't: a number or a name that none of them has, or
 * so many other terms.
 */
export function adds(before: readonly Said[], one: Said): boolean {
  const text = before.map(({ sentence }) => sentence.text).join(' ')
  return newShare(claims, text, one) > 0 || newShare(termsOf, text, one) >= limits.new
}

function newShare(read: (text: string) => readonly string[], before: string, { sentence }: Said) {
  const said = new Set(read(before))
  const own = read(sentence.text)
  return own.length === 0 ? 0 : own.filter((one) => !said.has(one)).length / own.length
}

/** Adds a sentence to others unless it repeats them; a fuller one takes the place of its fragments. */
export function withNext<One extends Said>(before: readonly One[], one: One): readonly One[] {
  if (before.length === 0) return [one]
  return adds(before, one) ? [...before.filter((earlier) => adds([one], earlier)), one] : before
}
