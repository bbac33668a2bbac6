import { z } from 'zod'
import type { Entity } from '../../knowledge/entities/entity.js'
import { wordsOf, type Word } from '../../knowledge/entities/words.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
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

/** A way of asking that a word tells of. */
export type Cue = (typeof cues)[number]

/** The values that phrases stand for, by field. */
export interface Values {
  readonly nouns: Noun
  readonly topics: string
  readonly statuses: string
  readonly years: string
  readonly regions: string
  readonly rest: string
  readonly named: Entity
  readonly cues: Cue
}

/** What a phrase stands for: a value of one field. */
export type Meaning = Partial<Values>

/** Words in a row, and what they stand for. */
export interface Phrase {
  readonly words: readonly string[]
  readonly meaning: Meaning
}

/** The longest known phrase that begins at a word. */
export function phraseAt(
  words: readonly Word[],
  at: number,
  knowledge: Knowledge,
): Phrase | undefined {
  const starting = lexiconOf(knowledge).get(words[at]?.folded ?? '')
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
