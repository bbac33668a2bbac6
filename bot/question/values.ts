import type { Mention } from '../../knowledge/entities/gazetteer.js'
import { namesOf } from '../../knowledge/entities/entity.js'
import { fold, wordsOf } from '../../knowledge/entities/words.js'
import type { Fact, FactKind } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { yearsIn } from '../../knowledge/search/shared-names.js'
import { regionsIn } from './regions-in.js'
import type { Value } from './value.js'

/** The values that a text names; what stands inside the name of something else is no value of its own. */
export function valuesIn(text: string, knowledge: Knowledge): Value[] {
  return readIn(text, knowledge).map(({ value }) => value)
}

/**
 * The values that a question names by their own names: adjectives, capitals and codes may be about
 * something else, and whoever wrote the document is no part of what it tells.
 */
export function askedIn(text: string, knowledge: Knowledge): Value[] {
  const authors = new Set(
    knowledge.facts.all.flatMap((fact) =>
      isDocument(fact, knowledge) && fact.kind === 'document'
        ? knowledge.gazetteer(fact.body ?? '').map(({ entity }) => entity.id)
        : [],
    ),
  )
  return readIn(text, knowledge).flatMap(({ value, isOwnName }) =>
    isOwnName && !authors.has(value.id) ? [value] : [],
  )
}

const isDocument = (fact: Fact, { documents }: Knowledge) =>
  fact.kind === 'document' && documents.some(({ symbol }) => symbol === fact.symbol)

interface Read {
  readonly value: Value
  readonly isOwnName: boolean
}

function readIn(text: string, knowledge: Knowledge): Read[] {
  const mentions = knowledge.gazetteer(text)
  const isApart = ({ start, end }: { start: number; end: number }) =>
    !mentions.some((one) => one.start <= start && end <= one.end)
  const regions = regionsIn(text, knowledge).filter(isApart)
  const words = wordsOf(text).filter(isApart)
  const others: Value[] = [
    ...words.flatMap(({ folded }) => languages.get(folded) ?? []),
    ...yearsIn(text).map((year) => ({ type: 'year' as const, id: year, name: year })),
  ]
  return [
    ...mentions.flatMap((mention) => ofMention(mention, text, knowledge)),
    ...regions.map(({ name, isWhole }) => ({
      value: { type: 'region' as const, id: name, name },
      isOwnName: isWhole,
    })),
    ...others.map((value) => ({ value, isOwnName: true })),
  ]
}

function ofMention({ entity, start, end }: Mention, text: string, knowledge: Knowledge): Read[] {
  const { id, kind, name } = entity
  const fact = knowledge.factById.get(id)
  if (!fact || !isListed(kind) || knowledge.namesIn.isEverywhere(id)) return []
  const typed = wordsIn(text.slice(start, end))
  const { acronym = '' } = 'acronym' in fact ? fact : {}
  // An acronym is given back where the text has that.
  const said = typed === fold(acronym) ? acronym : name
  const isOwnName = namesOf(fact).some((one) => wordsIn(one) === typed)
  return [{ value: { type: kind, id, name: said }, isOwnName }]
}

const wordsIn = (text: string) =>
  wordsOf(text)
    .map(({ folded }) => folded)
    .join(' ')

const isListed = (kind: FactKind): kind is 'country' | 'organization' =>
  kind === 'country' || kind === 'organization'

/** The languages that have a code of two letters in ISO 639-1, by their English names. */
const languages: ReadonlyMap<string, Value> = languagesNamed()

function languagesNamed(): Map<string, Value> {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at))
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  return new Map(
    codes.flatMap((id) => {
      const name = names.of(id)
      return name ? [[name.toLowerCase(), { type: 'language', id, name }] as const] : []
    }),
  )
}
