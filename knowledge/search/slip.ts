import { distance } from 'fastest-levenshtein'
import { termsOf } from './terms.js'

/** One letter wrong, missing, doubled or too many, or two changed places; the first letter is right. */
export function isSlip(typed: string, meant: string): boolean {
  if (!meant.startsWith(typed.charAt(0))) return false
  if (Math.abs(typed.length - meant.length) > 1) return false
  // One toolkit or several: both are spelt right.
  if (termsOf(typed)[0] === termsOf(meant)[0]) return false
  const edits = distance(typed, meant)
  return edits === 1 || (edits === 2 && sorted(typed) === sorted(meant))
}

const sorted = (text: string) => Array.from(text).sort().join('')
