import { paragraphKey } from '../../knowledge/citation/passage.js'
import { type Fact, placesOf } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { cite } from './cite.js'
import { entryOf } from './entry.js'
import { titleOf } from './fact-sheet.js'
import type { Told } from './told.js'
import { limits } from '../limits.js'

/** Facts an entry a line or, where those are too many, as names: by region, or by their first topic. */
export function linesOf(facts: readonly Fact[], knowledge: Knowledge): Told[] {
  const [first] = facts
  if (first?.kind !== 'country' && facts.length <= limits.glance.lines) {
    return facts.flatMap(({ id }) => entryOf(id, knowledge) ?? [])
  }
  const names = facts.map((fact) => groupOf(fact, knowledge))
  return [...new Set(names)].flatMap((name) => {
    const members = facts.filter((_, at) => names[at] === name)
    return lineOf(name, members, knowledge)
  })
}

function groupOf(fact: Fact, { documents }: Knowledge): string {
  if (fact.kind === 'country') return fact.region
  const [topic = ''] = fact.topics
  const name = documents.flatMap(({ vocabulary }) => vocabulary.topics[topic]?.name ?? [])[0]
  return name ?? topic
}

function lineOf(name: string, members: readonly Fact[], knowledge: Knowledge): Told[] {
  const [first] = members
  if (first === undefined) return []
  const names = members.map(nameOf).join(first.kind === 'country' ? ', ' : '; ')
  const head = name.charAt(0).toUpperCase() + name.slice(1)
  const places = members.flatMap((fact) => placesOf(fact).slice(0, 1))
  // A region that stands in none of its countries' paragraphs is named where the report names it.
  const elsewhere = knowledge.passages.filter(({ text }) => text.includes(name)).slice(0, 1)
  const own = new Set(places.map(paragraphKey))
  const also = elsewhere.filter((place) => !own.has(paragraphKey(place)))
  const sentence =
    cite(`${head}: ${names}.`, places, knowledge) ??
    (first.kind === 'country'
      ? cite(`${head}: ${names}.`, [...places, ...also], knowledge)
      : cite(`${name}: ${names}.`, places, knowledge)) ??
    cite(`${names}.`, places, knowledge)
  if (sentence) return [{ id: first.id, fact: first, sentence }]
  return members.flatMap(({ id }) => entryOf(id, knowledge) ?? [])
}

function nameOf(fact: Fact): string {
  if (fact.kind === 'publication') return `${titleOf(fact)} (${fact.type})`
  if (fact.kind === 'event') return fact.what
  return titleOf(fact)
}
