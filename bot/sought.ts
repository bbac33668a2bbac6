import type { Fact } from '../knowledge/facts/schema.js'
import { countsWhatIsAsked } from './counted.js'

/** Something that a question seeks: a date, a number, a place, a list, a reason. */
export interface Part {
  readonly name: string
  /** Whether a fact's statement holds something of the sort; `named` are the entities it names. */
  readonly holds: (fact: Fact, named: ReadonlySet<string>) => boolean
  /** Whether one short statement is likely to be the whole answer. */
  readonly single: boolean
  /** Whether a fact that doesn't hold it can't be the answer. */
  readonly required: boolean
}

interface Sort extends Part {
  readonly asks: RegExp
  /** The same where what is held depends on the question's own words. */
  readonly holdsFor?: (question: string) => Part['holds']
}

const months =
  'January|February|March|April|May|June|July|August|September|October|November|December'
const year = /\b(?:19|20)\d\d\b/
const day = new RegExp(`\\b\\d{1,2} (?:(?:to|and) \\d{1,2} )?(?:${months})\\b`)
const month = new RegExp(`\\b(?:${months}) \\d{4}\\b|\\bmid-\\d{4}\\b`)
/** A question word that asks, not one that joins two clauses ("who sneak", "when tracing"). */
const asking = (words: string) =>
  new RegExp(
    `(?:^|[,;:.(&+–-]\\s*|\\b(?:and|or|but|since|from|exactly|know|learn|say|state|indicate|recall|tell (?:me|us)|inform (?:me|us|my delegation)|clarify|specify|asks?|wonders?)\\s+)(?:${words})\\b|\\b(?:${words})\\s*(?:\\?|$)`,
    'i',
  )

const either = (...patterns: RegExp[]) =>
  new RegExp(patterns.map(({ source }) => source).join('|'), 'i')

const says = (pattern: RegExp) => (fact: Fact) => pattern.test(fact.statement)
const aspectIs =
  (...wanted: string[]) =>
  (fact: Fact) =>
    'aspect' in fact && wanted.includes(fact.aspect)
const sort = (name: string, asks: RegExp, rest: Pick<Sort, 'holds'> & Partial<Sort>): Sort => ({
  single: true,
  required: false,
  ...rest,
  name,
  asks,
})

/** Question words and what a statement that answers them holds. */
const sorts: readonly Sort[] = [
  sort(
    'money',
    /\b(budgets?|costs?|prices?|dollars?|euros?|usd|spen[dt]|expenditures?|salar(y|ies)|fees?)\b(?!-)|\bhow much (money|fund\w*|financ\w*)\b|\bamount of (money|fund\w*)\b/i,
    { holds: says(/[$€]|\bdollars?\b|\beuros?\b/), required: true },
  ),
  sort(
    'person',
    /\bnames? of (the|its|their|that|this) (\w+[ -]){0,4}(director|head|chair\w*|president|secretary|coordinator|experts?|mentors?|trainers?|authors?|persons?|leader|minister|prosecutors?|judges?|chief)\b|\bwho (heads|chairs|chaired|directs|runs|presides|signed|wrote|authored)\b|\bwho (got|was|is|has) .{0,40}\b(job|post|position|hired|recruited|appointed)\b|\bwhich person\b|\bwho(se|'s|’s| is| was| are| were)\b.{0,40}\b(director|head|chief|chair\w*|president|secretary|coordinator|boss|spokes\w+)\b/i,
    { holds: () => false, required: true },
  ),
  sort(
    'duration',
    /\bhow long\b|\bhow many (minutes|hours|days|weeks|months|years|pages)\b|\bduration\b|\bhow old\b/i,
    {
      holds: says(/\b(years?|months?|weeks?|days?|hours?|minutes?|pages?)\b|-\d{4}\b/),
      required: true,
    },
  ),
  sort(
    'count',
    /\bhow (many|much)\b(?! (minutes|hours|days|weeks|months|years|pages|money|fund))|\b(number|quantity|amount|volume|total|percentage|share) of\b|\bwhat (number|quantity|amount|percentage)\b|\b(which|who|what)\b.{0,40}\b(more|most|fewer|fewest|largest|biggest|highest) (?!than\b|about\b|on\b|of\b)\w+/i,
    { holds: () => false, holdsFor: countsWhatIsAsked, required: true },
  ),
  sort(
    'day',
    /\b(on )?(which|what) (exact )?(dates?|days?)\b|\bexact(ly)? (dates?|days?|when)\b|\b(dates?|days?) exactly\b/i,
    { holds: says(day), required: true },
  ),
  sort('month', /\b(which|what) month\b/i, {
    holds: (fact) => month.test(fact.statement) || day.test(fact.statement),
    required: true,
  }),
  sort(
    'date',
    either(
      asking('when'),
      /\b(what|which) (year|time)\b|\bwhich\b.{0,40}\b(earlier|later|older|newer|first)\b/i,
    ),
    {
      holds: (fact) => year.test(fact.statement) || fact.statement.includes(' years'),
      required: true,
    },
  ),
  sort('symbol', /\b(which|what) (\w+ )?(resolution|decision|ruling)\b|\bresolution number\b/i, {
    holds: says(/\b\d{1,2}\/\d{1,2}\b/),
  }),
  sort(
    'outcome',
    /\b(findings? (of|from|by)|what .{0,30}findings|recommend\w*|conclusions?|conclude\w*|outcomes?|results? of|what did .{3,60} (find|decide|achieve|reveal))\b/i,
    { holds: says(/recommend|conclu|found|agree|result|led to|endors|achiev/i), required: true },
  ),
  sort(
    'withdrawal',
    /\b(withdr[ae]w\w*|reject\w*|refus\w*|cancel\w*|exclud\w*|expel\w*|left out|le(ave|ft) (the )?(network|refco|project|programme|initiative)|quit|end(ed)? its|oppos\w+)\b/i,
    { holds: says(/withdr|reject|refus|cancel|exclu|expel|oppos|suspen/i), required: true },
  ),
  sort(
    'provision',
    /\b(articles?|clauses?|chapters?|annex|pages?|isbn|footnotes?) (\d|of\b|in\b|does|provides?)|\bwhich (article|clause|chapter)\b/i,
    { holds: says(/\barticle|clause|chapter|page/i), required: true },
  ),
  sort(
    'country',
    /\b(capital( city)?|population|president|prime minister|currency|flag|head of state|surface|gdp) of\b/i,
    { holds: () => false, required: true },
  ),
  sort('penalty', /\b(prison terms?|penalt(y|ies)|jail terms?|imprison\w*|how (severe|harsh))\b/i, {
    holds: says(/imprison|penalt/i),
    required: true,
  }),
  sort(
    'contact',
    /\be-?mails?\b|\b(phone|telephone) numbers?\b|\bcontact (details|address|person|point)\b|\bhow (do|can|may|should) (i|we|one|my \w+) (apply|contact|register|reach|write)\b|\b(internship|vacanc\w+|order a copy)\b/i,
    { holds: () => false, required: true },
  ),
  sort('link', /\b(links?|urls?|web ?sites?|web address|download)\b/i, { holds: says(/\bwww\./) }),
  sort(
    'language',
    /\b(languages?|translat\w+|subtitle\w*)\b|\b(in|into) (french|spanish|arabic|russian|chinese)\b/i,
    { holds: says(/\blanguages?\b|\bEnglish\b/), required: true },
  ),
  sort(
    'countries',
    /\b(which|what|whose|list|name|all|every) ((the|two|three|four|five|six|\w+) ){0,2}(countries|country|states?|nations?|nationalit\w+|ms|governments?)\b/i,
    {
      holds: (_, named) => [...named].some((id) => id.startsWith('country-')),
      single: false,
      required: true,
    },
  ),
  sort(
    'list',
    /\b(list|enumerate|name (all|the|every)|everyone|which|what|whose) ((\w+ )?(regions|subregions|areas|places|activities|substances|goods|skills|topics|subjects))\b|\b(list|enumerate|everyone|nationalities|which ones|countries|states)\b|\bwhich places\b/i,
    { holds: says(/[,;].*[,;].*/), single: false },
  ),
  sort(
    'reason',
    /\bwhy\b|\bfor what reasons?\b|\bhow come\b|\bwith what purpose\b|\bwhat for\b|\bpurpose\b/i,
    { holds: aspectIs('why', 'result'), single: false },
  ),
  sort(
    'place',
    either(asking('where'), /\b(which|what) (city|country|town|place|capital|venue|part of)\b/i),
    {
      holds: (fact) => 'places' in fact || / (in|from|to|of) (the )?\p{Lu}/u.test(fact.statement),
      required: true,
    },
  ),
  sort(
    'content',
    /\b(covers?|contains?|contents?|consists?|includes?|deals? with|concentrate|focus|about|subject|devoted)\b/i,
    { holds: aspectIs('content', 'scope', 'what'), single: false },
  ),
  sort(
    'manner',
    /\b(how(?! (many|much|long|old|come))|in what manner|by what means|by what methods|in which way)\b/i,
    { holds: aspectIs('how'), single: false },
  ),
  sort(
    'actor',
    either(asking('who'), /\bby whom\b|\bwhich (organi[sz]ation|body|agency|department)\b/i),
    {
      holds: aspectIs('who'),
    },
  ),
]

/** Reads from a question's words what its answer should hold; a question may seek several things. */
export function soughtBy(question: string): readonly Part[] {
  const asked = sorts.filter(({ asks }) => asks.test(question))
  const isCount = asked.some(({ name }) => name === 'count')
  // How many countries doesn't ask which ones.
  const meant = isCount ? asked.filter(({ name }) => !listed.has(name)) : asked
  return meant.map((sort) => ({ ...sort, holds: sort.holdsFor?.(question) ?? sort.holds }))
}

const listed = new Set(['countries', 'list'])
