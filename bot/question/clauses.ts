import type { Gazetteer } from '../../knowledge/entities/gazetteer.js'
import { termsOf } from '../../knowledge/search/terms.js'
import type { Token } from './place-tokens.js'
import { after, type Group } from './question-words.js'
import { limits } from '../limits.js'

/** Words of a message that may be a question of their own. */
export interface Clause {
  readonly tokens: readonly Token[]
  readonly gazetteer: Gazetteer
}

/**
 * How surely a clause asks something: by the word it begins with or the question mark at its end;
 * perhaps, by a word for questions or for wishing to know anywhere in it; or not.
 */
export function asksIn({ tokens, gazetteer }: Clause): 'surely' | 'perhaps' | 'not' {
  if (holds(tokens.slice(-1), 'mark') || isDirect({ tokens, gazetteer })) return 'surely'
  return holds(tokens, 'wanting') || holds(tokens, 'asking') ? 'perhaps' : 'not'
}

/** Whether words begin as a question does: “who …”, “when was …”, “is it …”, “list …”. */
function isDirect(clause: Clause): boolean {
  const { tokens } = clause
  if (after(tokens, 0, 'telling') !== undefined) return true
  const asking = after(tokens, 0, 'asking')
  if (asking === undefined) return isInverted(clause)
  // “When it was created, who …” begins with a clause of another question.
  return (
    after(tokens, 0, 'clausal') === undefined || after(tokens, asking, 'inverting') !== undefined
  )
}

/** Whether a clause begins with its verb before its subject: “is it”, “was Nigeria”. */
export function isInverted({ tokens, gazetteer }: Clause): boolean {
  const verb = after(tokens, 0, 'inverting')
  if (verb === undefined || tokens.length <= verb) return false
  if (after(tokens, verb, 'subject') !== undefined) return true
  const next = textOf(tokens.slice(verb, verb + limits.longest.country))
  return gazetteer(next).some(({ start }) => start === 0)
}

/** Whether words say enough to be a question of their own: “how much heroin” before “and how much opium” doesn't. */
export function isWhole({ tokens, gazetteer }: Clause): boolean {
  const text = textOf(tokens)
  const terms = termsOf(text).length
  const isNamed = holds(tokens, 'pointing') || gazetteer(text).length > 0
  return terms > 1 || (isNamed && tokens.length > 2)
}

function holds(tokens: readonly Token[], group: Group): boolean {
  return tokens.some((_, at) => after(tokens, at, group) !== undefined)
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ raw }) => raw).join(' ')
}
