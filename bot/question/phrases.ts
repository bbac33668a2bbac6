import type { Token } from './place-tokens.js'

/** A phrase of a list that stands in a message, from one token to before another. */
export interface PhraseFound<Name> {
  readonly name: Name
  readonly phrase: string
  readonly at: number
  readonly end: number
}

interface Phrase<Name> {
  readonly name: Name
  readonly phrase: string
  readonly words: readonly string[]
}

/**
 * Makes a finder of the phrases of several lists. It gives all that stand in a message, in order:
 * those of one list don't overlap, and the longest wins.
 * @param lists phrases by the name of their list, in small letters, their words parted by blanks
 */
export function createPhraseFinder<Name extends string>(
  lists: Readonly<Record<Name, readonly string[]>>,
): (tokens: readonly Token[]) => PhraseFound<Name>[] {
  // The keys of a record are its names.
  const names = Object.keys(lists) as Name[]
  const starting = new Map<string, Phrase<Name>[]>()
  for (const name of names) {
    for (const phrase of lists[name]) {
      const words = phrase.split(' ')
      const [first = ''] = words
      starting.set(first, [...(starting.get(first) ?? []), { name, phrase, words }])
    }
  }
  for (const same of starting.values()) same.sort((a, b) => b.words.length - a.words.length)
  return (tokens) => {
    const free = new Map<Name, number>()
    return tokens.flatMap(({ word }, at) =>
      (starting.get(word) ?? []).flatMap(({ name, phrase, words }) => {
        const isHere = words.every((one, offset) => tokens[at + offset]?.word === one)
        if (!isHere || at < (free.get(name) ?? 0)) return []
        free.set(name, at + words.length)
        return [{ name, phrase, at, end: at + words.length }]
      }),
    )
  }
}
