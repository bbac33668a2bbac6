import { stemmer } from 'stemmer'
import { fold } from '../entities/words.js'
import { isFunctionWord } from '../search/terms.js'
import { bearingWords as words } from './bearing-words.js'
import { valuesOf } from './number-words.js'
import type { Passage } from './passage.js'

/** A word, a number or a mark of a text, as claims are read from it. */
export interface Token {
  readonly raw: string
  /** Lower case, without accents or possessive. */
  readonly folded: string
  readonly stem: string
  /** Its value where it is a number; that of several words stands at the first. */
  readonly value?: number
  readonly isMark: boolean
  readonly isCapital: boolean
  /** Whether nothing but marks stands before it in its sentence. */
  readonly isFirst: boolean
  /** Whether it carries meaning: neither a mark nor a function word. */
  readonly isContent: boolean
  /** The sentence and the clause that it stands in, counted through the text. */
  readonly sentence: number
  readonly clause: number
}

const pattern =
  /\p{L}{1,20}(?=-(?:19|20)\d\d(?!\d))|\b\d{1,4}(?=[-–]\d{1,4}(?![\d/-]))|(?<=\d[-–])\d{1,4}(?![\d/-])|(?:https?:\/\/|www\.)[^\s"”)\]]*[\p{L}\d/]|[\p{L}\d]+(?:[.,]\d+|['’]\p{L}+|[/-][\p{L}\d]+|\.[\p{L}\d]+)*['’]?|[$€%]|[,;:.!?()—–]/gu
const marks = new Set([',', ';', ':', '.', '!', '?', '(', ')', '—', '–'])
const stops = new Set(['.', '!', '?'])

/** Reads a text token by token; sentences end at full stops, clauses also at commas and conjunctions. */
export function tokensOf(text: string): readonly Token[] {
  const raws = [...text.normalize('NFKC').matchAll(pattern)].flatMap(([raw]) => partsOf(raw))
  const folded = raws.map((raw) => (/^\d/.test(raw) ? raw.toLowerCase() : fold(raw)))
  const values = valuesOf(folded)
  let [sentence, clause, isFirst] = [0, 0, true]
  return raws.map((raw, at) => {
    const word = folded[at] ?? ''
    const isMark = marks.has(raw)
    if ((isMark && !stops.has(raw)) || words.breaks.has(word)) clause += 1
    const value = values[at]
    const token = {
      raw,
      folded: word,
      stem: stemmer(word),
      ...(value !== undefined && { value }),
      isMark,
      isCapital: /^\p{Lu}/u.test(raw),
      isFirst,
      isContent: !isMark && !isFunctionWord(word),
      sentence,
      clause,
    }
    if (stops.has(raw)) [sentence, clause, isFirst] = [sentence + 1, clause + 1, true]
    else if (!isMark) isFirst = false
    return token
  })
}

/** Passages don't change, and many sentences are held to each. */
const read = new WeakMap<Passage, readonly Token[]>()

/** The tokens of passages one after the other. */
export function tokensOfAll(passages: readonly Passage[]): readonly Token[] {
  let [sentence, clause] = [0, 0]
  return passages.flatMap((passage) => {
    const own = read.get(passage) ?? tokensOf(passage.text)
    read.set(passage, own)
    const moved = own.map((one) => ({
      ...one,
      sentence: one.sentence + sentence,
      clause: one.clause + clause,
    }))
    const last = moved.at(-1)
    ;[sentence, clause] = last ? [last.sentence + 1, last.clause + 1] : [sentence, clause]
    return moved
  })
}

/** A number and its unit are two words also where a hyphen joins them, as in `two-week`. */
function partsOf(raw: string): string[] {
  const [number = '', unit = '', ...more] = raw.split('-')
  const isPair = more.length === 0 && words.units.has(unit.toLowerCase())
  return isPair && valuesOf([number.toLowerCase()])[0] !== undefined ? [number, unit] : [raw]
}

/** Whether a number is a year of the last or of this century. */
export function isYear({ value, folded }: Token): boolean {
  return value !== undefined && /^(?:19|20)\d\d$/.test(folded)
}
