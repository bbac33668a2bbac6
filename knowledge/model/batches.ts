/** A text on its way through the model: its place in the caller's list and its length in tokens. */
export interface CountedText {
  readonly text: string
  readonly index: number
  readonly tokens: number
}

/**
 * Groups texts of like length, shortest first, so that little of a batch is padding. A batch has at
 * most `room` tokens with its padding, or a single text.
 */
export function batches(texts: readonly CountedText[], room: number): CountedText[][] {
  const groups: CountedText[][] = []
  let group: CountedText[] = []
  for (const text of texts.toSorted((a, b) => a.tokens - b.tokens)) {
    if ((group.length + 1) * text.tokens > room) group = []
    if (group.length === 0) groups.push(group)
    group.push(text)
  }
  return groups
}
