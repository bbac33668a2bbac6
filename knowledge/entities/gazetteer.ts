import type { Fact } from '../facts/schema.js'
import { countryNames } from './country-names.js'
import { type Entity, namesOf } from './entity.js'
import ordinaryWords from './ordinary-words.json' with { type: 'json' }
import { wordsOf } from './words.js'

/** Finds the entities that a text names, each once, in order; the longest name wins. */
export type Gazetteer = (text: string) => readonly Mention[]

/** An entity and the words that name it. */
export interface Mention {
  readonly entity: Entity
  readonly start: number
  readonly end: number
}

interface Entry {
  readonly words: readonly string[]
  readonly entity: Entity
  /** Codes, and acronyms that are words in small letters, count only in capitals. */
  readonly isCapital: boolean
  /** A code can't be told from a word where everything is in capitals. */
  readonly isCode: boolean
}

/** What is a word in a sentence: an acronym only in capitals, a country's code never. */
const ordinary = {
  acronyms: new Set(ordinaryWords.en.acronyms),
  codes: new Set(ordinaryWords.en.codes),
}

/** Builds the gazetteer from the facts' names, acronyms and aliases and from the world's country names. */
export function buildGazetteer(facts: readonly Fact[]): Gazetteer {
  const entries = new Map<string, Entry[]>()
  const add = (name: string, entity: Entity, isCode = false) => {
    const words = wordsOf(name).map(({ folded }) => folded)
    const [first] = words
    if (first === undefined || (isCode && ordinary.codes.has(first))) return
    const isCapital = isCode || (words.length === 1 && ordinary.acronyms.has(first))
    entries.set(first, [...(entries.get(first) ?? []), { words, entity, isCapital, isCode }])
  }
  for (const fact of facts)
    for (const name of [...namesOf(fact), ...symbolOf(fact)]) add(name, entityOf(fact))
  for (const { name, entity, isCode } of countryNames(facts)) add(name, entity, isCode)
  for (const list of entries.values()) list.sort((a, b) => b.words.length - a.words.length)
  return (text) => findIn(text, entries)
}

function findIn(text: string, entries: ReadonlyMap<string, readonly Entry[]>): Mention[] {
  const words = wordsOf(text)
  const isShouted = words.length > 1 && !/\p{Ll}/u.test(text)
  const found = new Map<string, Mention>()
  for (let at = 0; at < words.length; at++) {
    const entry = entries
      .get(words[at]?.folded ?? '')
      ?.find(
        ({ words: wanted, isCapital, isCode }) =>
          wanted.every((part, offset) => words[at + offset]?.folded === part) &&
          (!isCapital || words[at]?.raw === words[at]?.raw.toUpperCase()) &&
          !(isCode && isShouted),
      )
    const [first, last] = [words[at], words[at + (entry?.words.length ?? 1) - 1]]
    if (!entry || !first || !last) continue
    if (!found.has(entry.entity.id)) {
      found.set(entry.entity.id, { entity: entry.entity, start: first.start, end: last.end })
    }
    at += entry.words.length - 1
  }
  return [...found.values()]
}

function entityOf(fact: Fact): Entity {
  const name = 'name' in fact ? fact.name : 'title' in fact ? fact.title : fact.id
  return { id: fact.id, name, kind: fact.kind, known: true }
}

function symbolOf(fact: Fact): string[] {
  return fact.kind === 'document' && fact.symbol ? [fact.symbol] : []
}
