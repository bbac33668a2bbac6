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
