import { asksIn, type Clause } from './clauses.js'
import { after } from './question-words.js'

/** Whether a clause may describe what was named before it: “which was …”. */
export function isRelative({ tokens }: Clause): boolean {
  const relative = after(tokens, 0, 'relative')
  return relative !== undefined && after(tokens, relative, 'inverting') !== undefined
}

/** Whether a clause says when or where something is that the next one asks: “When it was created, who …”. */
export function isSubordinate(clause: Clause): boolean {
  return after(clause.tokens, 0, 'clausal') !== undefined && asksIn(clause) !== 'surely'
}
