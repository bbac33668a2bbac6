import type { Fact } from '../knowledge/facts/schema.js'
import { termsOf } from '../knowledge/search/terms.js'

const numeral =
  /(?<![\w/.,-])(?:\d[\d.,]*(?![\d/-])|two|three|four|five|six|seven|eight|nine|ten)((?: (?!(?:to|and|in|from|on|at|January|February|March|April|May|June|July|August|September|October|November|December)\b)[\p{L}-]+){1,5})?/giu
const asked =
  /\bhow (?:many|much)\s+((?:[\p{L}-]+\s*){1,4})|\b(?:number|quantity|amount|volume|total) of\s+((?:[\p{L}-]+\s*){1,3})/iu

/** Words that people use for what the report counts, as stems. */
const sameThing: Readonly<Record<string, string>> = {
  state: 'countri',
  nation: 'countri',
  govern: 'countri',
  ms: 'countri',
  place: 'countri',
  parti: 'parti',
  advis: 'mentor',
  adviser: 'mentor',
  expert: 'mentor',
  specialist: 'mentor',
  coach: 'mentor',
  investig: 'case',
  gather: 'confer',
  class: 'cours',
  train: 'cours',
  level: 'level',
  layer: 'level',
  tonn: 'kg',
  kilo: 'kg',
  kilogram: 'kg',
  coke: 'cocain',
  weed: 'cannabi',
  marijuana: 'cannabi',
  hashish: 'cannabi',
}

/** Where the thing to be counted has been named, and words that name nothing. */
const ending =
  /\b(?:is|are|was|were|be|been|do|does|did|have|has|had|can|could|will|would|in|on|at|for|from|by|with|to|that|which|who|we|you|they|there|under|through|got|came|took|joined|went|more|other|others|additional|further|different|new|so far)\b/i

/**
 * Whether a statement counts what a question wants counted. Where it names the thing, a number must
 * stand right before it: a course for analysts in four countries doesn't tell how many analysts
 * came. Where it doesn't, the question speaks in other words, and a figure will do.
 */
export function counts({ kind, statement }: Fact, question: string): boolean {
  const numbers = [...statement.matchAll(numeral)].filter(
    ([text]) => !/^(?:19|20)\d\d\b/.test(text),
  )
  const match = asked.exec(question)
  const [named = ''] = (match?.[1] ?? match?.[2] ?? '').split(ending)
  const wanted = new Set(things(named))
  const isNamed = things(statement).some((thing) => wanted.has(thing))
  if (!isNamed) return kind === 'figure' && numbers.length > 0
  return numbers.some(([, after = '']) => things(after).some((thing) => wanted.has(thing)))
}

function things(text: string): string[] {
  return termsOf(text).map((term) => sameThing[term] ?? term)
}
