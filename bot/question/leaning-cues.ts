import type { LeaningCues } from '../../knowledge/search/leaning.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }

const { joining, opening, parting, pointing } = questionWords.followUp
const anyOf = (phrases: readonly string[]) =>
  phrases.map((phrase) => phrase.replaceAll(' ', '\\s+')).join('|')
const joins = new RegExp(`^\\s*(?:${anyOf(joining)})\\b`, 'i')
const opens = new RegExp(`^\\s*(?:${anyOf(opening)})\\b`, 'i')
const parts = new RegExp(`\\b(?:${anyOf(parting)})\\b|;`, 'i')
const points = new RegExp(`\\b(?:${anyOf(pointing)})\\b`, 'i')

/** Which words of a message lean on what was said before it; a second clause may point to the first. */
export function leaningCuesOf(text: string): LeaningCues {
  const [clause = ''] = text.split(parts).filter((part) => part.trim() !== '')
  return { joins: joins.test(text), opens: opens.test(text), points: points.test(clause) }
}
