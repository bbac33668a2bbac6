import type { Mention } from '../../knowledge/entities/gazetteer.js'
import type { Entity } from '../../knowledge/entities/entity.js'
import { wordsOf } from '../../knowledge/entities/words.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { isFunctionWord } from '../../knowledge/search/terms.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }
import { type Cue, type Meaning, type Noun, phraseAt, type Values } from './lexicon.js'

/** What a question asks for by the fields of the facts, and how. */
export interface Filters {
  readonly nouns: readonly Noun[]
  readonly topics: readonly string[]
  readonly statuses: readonly string[]
  readonly years: readonly string[]
  readonly regions: readonly string[]
  /** Countries, organizations, programmes and whatever else has a name. */
  readonly named: readonly Entity[]
  readonly cues: ReadonlySet<Cue>
  /** Words that none of these account for: they ask for something else. */
  readonly rest: readonly string[]
}

/**
 * Reads each word of a question once, the longest phrase first.
 * @param named whatever the question names, as the gazetteer finds it
 */
export function filtersOf(text: string, named: readonly Mention[], knowledge: Knowledge): Filters {
  const words = wordsOf(text)
  const mentions = new Map(named.map((one) => [one.start, one]))
  const meanings: Meaning[] = []
  let before: { readonly kind: Noun['kind']; readonly end: number } | undefined
  for (let at = 0; at < words.length;) {
    const phrase = phraseAt(words, at, knowledge)
    const mention = mentions.get(words[at]?.start ?? -1)
    const end = mention?.end ?? -1
    const count = mention ? words.slice(at).filter((word) => word.end <= end).length : 0
    // A longer name may begin inside a shorter one, behind its article.
    const isInside = isFunctionWord(words[at]?.folded ?? '')
    const inside = isInside ? phraseAt(words, at + 1, knowledge)?.words.length : undefined
    if (mention && count < (inside ?? 0)) at += 1
    else if (mention && count >= (phrase?.words.length ?? 0)) {
      meanings.push({ named: mention.entity })
      at += count
    } else {
      const { nouns } = phrase?.meaning ?? {}
      const isBeside = nouns && before && nouns.kind !== before.kind
      const isApart = isBeside && !isJoined(text.slice(before?.end, words[at]?.start))
      const { folded = '' } = words[at] ?? {}
      const meaning = isApart ? { rest: folded } : phrase?.meaning
      meanings.push(...(meaning ? [meaning] : meaningOf(folded)))
      at += phrase?.words.length ?? 1
      if (nouns) before = { kind: nouns.kind, end: words[at - 1]?.end ?? 0 }
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

/**
 * What a question asks the whole document of: “what does the report say about X” is about X. The text
 * itself where it begins in another way. The words around a subject drown it: many questions have them.
 */
export function subjectOf(text: string, knowledge: Knowledge): string {
  const words = wordsOf(text)
  const cues = new Set<Cue>()
  let at = 0
  while (at < words.length) {
    const { meaning, words: said = [] } = phraseAt(words, at, knowledge) ?? {}
    if (meaning?.cues === undefined && !isFunctionWord(words[at]?.folded ?? '')) break
    if (meaning?.cues) cues.add(meaning.cues)
    at += Math.max(said.length, 1)
  }
  const isOfDocument = cues.has('overview') && cues.has('plain')
  return isOfDocument && at < words.length ? text.slice(words[at]?.start) : text
}

/** Whether what stands between two things joins them; else the second tells of the first, as in “countries in programmes”. */
function isJoined(between: string): boolean {
  const pieces = between.toLowerCase().split(/\s+|(?=[,;&+])/)
  return questionWords.places.joining.some((word) => pieces.includes(word))
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
