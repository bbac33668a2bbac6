import { bearingWords as words } from './bearing-words.js'

/**
 * The values of the numbers in a row of words, each at its first word: figures, and words such as
 * `twenty-five` or `one hundred and five`.
 */
export function valuesOf(folded: readonly string[]): (number | undefined)[] {
  const values: (number | undefined)[] = folded.map(() => undefined)
  for (let at = 0; at < folded.length; at++) {
    const figure = figureOf(folded[at] ?? '')
    const scale = words.scales.get(folded[at + 1] ?? '')
    const read = figure === undefined ? spelled(folded, at) : { value: figure, length: 1 }
    if (!read) continue
    values[at] = figure !== undefined && scale !== undefined ? figure * scale : read.value
    at += read.length - 1
  }
  return values
}

function figureOf(word: string): number | undefined {
  const plain = word.replace(/,(?=\d{3}(?:\D|$))/g, '')
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** A number in words that begins here, and how many words it has. */
function spelled(folded: readonly string[], from: number) {
  let [sum, part, length] = [0, 0, 0]
  for (let at = from; at < folded.length; at++) {
    const word = folded[at] ?? ''
    const scale = words.scales.get(word)
    const own = wordValue(word) ?? (length === 0 ? oneBefore(word, folded[at + 1]) : undefined)
    if (own !== undefined) part += own
    else if (scale === 100 && length > 0) part *= 100
    else if (scale !== undefined && length > 0) [sum, part] = [sum + part * scale, 0]
    else if (!joins(folded, at, length)) break
    length = at - from + 1
  }
  return length === 0 ? undefined : { value: sum + part, length }
}

/** `One` is a number before a scale alone; elsewhere it is hardly ever a count. */
function oneBefore(word: string, next = ''): number | undefined {
  return word === 'one' && words.scales.has(next) ? 1 : undefined
}

/** Whether a word only joins two parts of a number, as in `one hundred and five`. */
function joins(folded: readonly string[], at: number, length: number): boolean {
  return (
    length > 0 &&
    words.conjunctions.has(folded[at] ?? '') &&
    words.scales.has(folded[at - 1] ?? '') &&
    wordValue(folded[at + 1] ?? '') !== undefined
  )
}

function wordValue(word: string): number | undefined {
  const [first, second, ...rest] = word.split('-').map((part) => words.numbers.get(part))
  if (second === undefined) return word.includes('-') ? undefined : first
  return rest.length > 0 || first === undefined ? undefined : first + second
}
