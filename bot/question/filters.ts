import { z } from 'zod'
import type { Mention } from '../../knowledge/entities/gazetteer.js'
import type { Entity } from '../../knowledge/entities/entity.js'
import { wordsOf, type Word } from '../../knowledge/entities/words.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { isFunctionWord } from '../../knowledge/search/terms.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }

const phrases = z.array(z.string().min(1)).min(1)
const cues = [
  'online',
  'counting',
  'excluding',
  'belonging',
  'within',
  'leaving',
  'overview',
  'specific',
  'timed',
  'plain',
] as const
const noun = z.strictObject({
  many: z.string().min(1),
  words: phrases,
  kind: z.enum(['publication', 'event', 'country', 'organization', 'programme', 'document']),
  /** None stands for every type. */
  types: z.array(z.string()),
  /** Words that the name must hold. */
  named: z.string().optional(),
})
const known = z
  .strictObject({
    nouns: z.array(noun),
    statuses: z.record(z.enum(['available', 'in preparation']), phrases),
    cues: z.record(z.enum(cues), phrases),
  })
  .parse(questionWords.lists)

/** Things that the facts hold in number: their kind and types, and what they are called. */
export type Noun = z.infer<typeof noun>

/** What a question asks for by the fields of the facts, and how. */
export interface Filters {
  readonly nouns: readonly Noun[]
  readonly topics: readonly string[]
  readonly statuses: readonly string[]
  readonly years: readonly string[]
  readonly regions: readonly string[]
  /** Countries, organizations, programmes and whatever else has a name. */
  readonly named: readonly Entity[]
  readonly cues: ReadonlySet<(typeof cues)[number]>
  /** Words that none of these account for: they ask for something else. */
  readonly rest: readonly string[]
}

interface Values {
  readonly nouns: Noun
  readonly topics: string
  readonly statuses: string
  readonly years: string
  readonly regions: string
  readonly rest: string
  readonly named: Entity
  readonly cues: (typeof cues)[number]
}

/** What a phrase stands for: a value of one field. */
type Meaning = Partial<Values>

interface Phrase {
  readonly words: readonly string[]
  readonly meaning: Meaning
}

/**
 * Reads each word of a question once, the longest phrase first.
 * @param named whatever the question names, as the gazetteer finds it
 */
export function filtersOf(text: string, named: readonly Mention[], knowledge: Knowledge): Filters {
  const words = wordsOf(text)
  const lexicon = lexiconOf(knowledge)
  const mentions = new Map(named.map((one) => [one.start, one]))
  const meanings: Meaning[] = []
  for (let at = 0; at < words.length;) {
    const phrase = longestAt(words, at, lexicon)
    const mention = mentions.get(words[at]?.start ?? -1)
    const end = mention?.end ?? -1
    const count = mention ? words.slice(at).filter((word) => word.end <= end).length : 0
    if (mention && count >= (phrase?.words.length ?? 0)) {
      meanings.push({ named: mention.entity })
      at += count
    } else {
      meanings.push(...(phrase ? [phrase.meaning] : meaningOf(words[at]?.folded ?? '')))
      at += phrase?.words.length ?? 1
    }
  }
  return gathered(meanings)
}

/** Whether every word of a message is accounted for, and some say which facts are meant. */
export function asksForFacts(filters: Filters): boolean {
  const { rest, nouns, statuses, topics, regions, years, cues } = filters
  const isOfField = [topics, regions, years].some((values) => values.length > 0)
  const isOfFacts = nouns.length > 0 || statuses.length > 0 || cues.has('online')
  return rest.length === 0 && (isOfFacts || (isOfField && cues.has('overview')))
}

function meaningOf(word: string): Meaning[] {
  if (/^(?:19|20)\d\d$/.test(word)) return [{ years: word }]
  return isFunctionWord(word) ? [] : [{ rest: word }]
}

function gathered(meanings: readonly Meaning[]): Filters {
  const of = <Field extends keyof Values>(field: Field): Values[Field][] => {
    const values = meanings.flatMap(({ [field]: value }) => (value === undefined ? [] : [value]))
    return [...new Set(values)]
  }
  return {
    nouns: of('nouns'),
    topics: of('topics'),
    statuses: of('statuses'),
    years: of('years'),
    regions: of('regions'),
    named: of('named'),
    cues: new Set(of('cues')),
    rest: of('rest'),
  }
}

function longestAt(words: readonly Word[], at: number, lexicon: Lexicon): Phrase | undefined {
  const starting = lexicon.get(words[at]?.folded ?? '')
  return starting?.find(({ words: wanted }) =>
    wanted.every((word, offset) => words[at + offset]?.folded === word),
  )
}

type Lexicon = ReadonlyMap<string, readonly Phrase[]>
const lexicons = new WeakMap<Knowledge, Lexicon>()

/** The phrases by their first words, the longest first; they don't change while the knowledge is open. */
function lexiconOf(knowledge: Knowledge): Lexicon {
  const before = lexicons.get(knowledge)
  if (before) return before
  const all = [...ownPhrases(), ...phrasesOf(knowledge)]
  const lexicon = new Map<string, Phrase[]>()
  for (const phrase of all) {
    const [first = ''] = phrase.words
    lexicon.set(first, [...(lexicon.get(first) ?? []), phrase])
  }
  for (const list of lexicon.values()) list.sort((a, b) => b.words.length - a.words.length)
  lexicons.set(knowledge, lexicon)
  return lexicon
}

function ownPhrases(): Phrase[] {
  return [
    ...known.nouns.flatMap((value) => phrased(value.words, { nouns: value })),
    ...Object.entries(known.statuses).flatMap(([value, words]) =>
      phrased(words, { statuses: value }),
    ),
    ...cues.flatMap((value) => phrased(known.cues[value], { cues: value })),
  ]
}

function phrasesOf({ documents, facts, factById }: Knowledge): Phrase[] {
  const regions = documents.flatMap(({ vocabulary }) => Object.keys(vocabulary.regions))
  const own = [...new Set([...regions, ...facts.all.flatMap(regionsIn)])]
  return [
    ...documents.flatMap(({ vocabulary: { topics, names } }) => [
      ...Object.entries(topics).flatMap(([value, { words }]) => phrased(words, { topics: value })),
      ...Object.entries(names).flatMap(([id, words]) => {
        const fact = factById.get(id)
        const name = fact && 'name' in fact ? fact.name : id
        const value = { id, name, kind: fact?.kind ?? 'programme', known: true } as const
        return phrased(words, { named: value })
      }),
    ]),
    ...own.flatMap((value) => phrased([value], { regions: value })),
  ]
}

/** The region that a country lies in; those of programmes name places of other kinds, too. */
const regionsIn = (fact: Fact) => (fact.kind === 'country' ? [fact.region] : [])

function phrased(words: readonly string[], meaning: Meaning): Phrase[] {
  return words.map((text) => ({ words: wordsOf(text).map(({ folded }) => folded), meaning }))
}
