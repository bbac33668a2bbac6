import type { Fact } from '../knowledge/facts/schema.js'

/** Something that a question seeks: a date, a number, a place, a list, a reason. */
export interface Part {
  /** Whether a fact's statement holds something of the sort. */
  readonly holds: (fact: Fact) => boolean
  /** Whether one short statement is likely to be the whole answer. */
  readonly single: boolean
}

interface Sort extends Part {
  readonly asks: RegExp
}

const date =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|mid-\d{4}|(?:19|20)\d\d)\b/
const withoutYears = (text: string) => text.replace(/\b(?:19|20)\d\d\b/g, '')
const hasList = ({ statement }: Fact) => (statement.match(/, | and /g)?.length ?? 0) >= 2
const aspectIs =
  (...wanted: string[]) =>
  (fact: Fact) =>
    'aspect' in fact && wanted.includes(fact.aspect)

/** Question words, most telling first, and what a statement that answers them holds. */
const sorts: readonly Sort[] = [
  {
    asks: /\bhow (many|much)\b|\b(number|quantity|amount|volume|total) of\b|\bwhat (number|quantity|amount)\b|\b(more|fewer|most|fewest) (?!than\b|about\b|on\b)\w+/i,
    holds: ({ kind, statement }) =>
      kind === 'figure' || /\d|\b(?:two|three|four|five|six|ten)\b/.test(withoutYears(statement)),
    single: true,
  },
  {
    asks: /\b(when|since when|how long)\b|\b(what|which|in what|in which) (dates?|year|month|days?|time)\b|\bon which days\b/i,
    holds: ({ statement }) => date.test(statement) || statement.includes(' years'),
    single: true,
  },
  {
    asks: /\b(which|what) (\w+ )?(resolution|decision|mandate|text|ruling|instrument)\b|\bresolution number\b/i,
    holds: ({ statement }) => /\b\d{1,2}\/\d{1,2}\b/.test(statement),
    single: true,
  },
  {
    asks: /\b(links?|urls?|web ?sites?|web address|address|download)\b/i,
    holds: ({ statement }) => statement.includes('www.'),
    single: true,
  },
  {
    asks: /\b(list|enumerate|name (all|the|every)|everyone|which|what|whose) ((\w+ )?(countries|states|nations|nationalities|regions|subregions|areas|places|languages|activities|substances|goods))\b|\b(list|enumerate|everyone|nationalities|which ones)\b|\bwhich places\b/i,
    holds: hasList,
    single: false,
  },
  {
    asks: /\bwhy\b|\bfor what reasons?\b|\bhow come\b|\bwith what purpose\b|\bwhat for\b|\bpurpose\b/i,
    holds: aspectIs('why', 'result'),
    single: false,
  },
  {
    asks: /\bwhere\b|\b(which|what) (city|country|town|place|capital|part of)\b/i,
    holds: (fact) => 'places' in fact || / in [A-Z]/.test(fact.statement),
    single: true,
  },
  {
    asks: /\b(covers?|contains?|contents?|consists?|includes?|deals? with|concentrate|focus|about|subject|devoted)\b/i,
    holds: aspectIs('content', 'scope', 'what'),
    single: false,
  },
  {
    asks: /\b(how|in what manner|by what means|by what methods|in which way)\b/i,
    holds: aspectIs('how'),
    single: false,
  },
  {
    asks: /\bwho\b|\bby whom\b|\bwhich (organi[sz]ation|body|agency|department)\b/i,
    holds: aspectIs('who'),
    single: true,
  },
]

/** Reads from a question's words what its answer should hold; a question may seek several things. */
export function soughtBy(question: string): readonly Part[] {
  return sorts.filter(({ asks }) => asks.test(question))
}
