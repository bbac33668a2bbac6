import { paragraphKey } from '../citation/passage.js'
import type { Read } from '../read-knowledge.js'

/** In how many parts the authored questions are cut: each is judged by what the others taught. */
export const folds = 5

/** Which part a group of questions belongs to, by its name (FNV-1a): the same in every run. */
export function foldOf(group: string): number {
  let hash = 0x811c9dc5
  for (const character of group) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0) % folds
}

/** The paragraphs of every section that falls into a half. */
export function halfOf({ knowledge }: Read, half: number): Set<string> {
  const left = knowledge.passages.filter(({ section }) => foldOf(`${half} ${section}`) % 2 === 0)
  return new Set(left.map(paragraphKey))
}
