import { claims } from '../../knowledge/citation/claims.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { limits } from '../limits.js'
import type { Told } from './told.js'

type Said = Pick<Told, 'sentence'>

/**
 * Whether a sentence says something that others don't: a number or a name that none of them has, or
 * so many other terms.
 */
export function adds(before: readonly Said[], one: Said): boolean {
  const text = before.map(({ sentence }) => sentence.text).join(' ')
  return newShare(quoted, text, one) > 0 || newShare(termsOf, text, one) >= limits.new
}

/** Numbers and names, and two in a row as one as well: “May 2011” is more than May and 2011. */
function quoted(text: string): string[] {
  const words = text.split(/\s+/)
  const own = words.map((word) => claims(word).join(' '))
  const pairs = own.flatMap((word, at) => {
    const next = own[at + 1]
    const isClosed = /[,;:]$/.test(words[at] ?? '')
    return word && next && !isClosed ? [`${word} ${next}`] : []
  })
  return [...claims(text), ...pairs]
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
