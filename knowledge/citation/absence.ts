import { bearingWords as words } from './bearing-words.js'
import type { Token } from './tokens.js'

/** Whether a clause says that a name is not among those of the text, which is so where it isn't known. */
export function saysAbsent(said: readonly Token[], { clause }: Token): boolean {
  const own = said.filter((one) => one.clause === clause)
  const isDenied = own.some(({ folded }) => words.negators.has(folded))
  return isDenied && own.some(({ stem }) => words.mentions.has(stem))
}
