import { limits } from '../limits.js'

/**
 * Reads texts, and remembers what was read of the last few of them: a message is gone over for names,
 * places, filters and comparisons one after the other, some of it in pieces.
 */
export function remembering<Value>(read: (text: string) => Value): (text: string) => Value {
  let recent: readonly { readonly text: string; readonly value: Value }[] = []
  return (text) => {
    const before = recent.find((one) => one.text === text)
    if (before) return before.value
    const value = read(text)
    recent = [{ text, value }, ...recent].slice(0, limits.kept.texts)
    return value
  }
}
