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
 * Tells whether a statement counts what a question wants counted. Where it names the thing, a number
 * must stand right before it: a course for analysts in four countries doesn't tell how many analysts
 * came. Where it doesn't, the question speaks in other words, and a figure will do.
 */
export function countsWhatIsAsked(question: string): (fact: Fact) => boolean {
  const match = asked.exec(question)
  const [thing = ''] = (match?.[1] ?? match?.[2] ?? '').split(ending)
  const wanted = new Set(things(thing))
  return (fact) => {
    const { numbered, named } = countedIn(fact)
    const isNamed = named.some((one) => wanted.has(one))
    if (!isNamed) return fact.kind === 'figure' && numbered.length > 0
    return numbered.some((after) => after.some((one) => wanted.has(one)))
  }
}

interface Counted {
  /** What a statement names. */
  readonly named: readonly string[]
  /** For each number what stands right after it. */
  readonly numbered: readonly (readonly string[])[]
}

/** Facts don't change, and every question that wants something counted asks all of them. */
const read = new WeakMap<Fact, Counted>()

function countedIn(fact: Fact): Counted {
  const known = read.get(fact)
  if (known) return known
  const { statement } = fact
  const numbers = [...statement.matchAll(numeral)].filter(
    ([text]) => !/^(?:19|20)\d\d\b/.test(text),
  )
  const numbered = numbers.map(([, after = '']) => things(after))
  const counted = { named: things(statement), numbered }
  read.set(fact, counted)
  return counted
}

function things(text: string): string[] {
  return termsOf(text).map((term) => sameThing[term] ?? term)
}
