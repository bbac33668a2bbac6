import type { Fact } from '../facts/schema.js'
import { countryNames } from './country-names.js'
import type { Entity } from './entity.js'
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
  /** Codes and acronyms that are also English words count only in capitals. */
  readonly capitals: boolean
}

/** Acronyms of the report's world that are words in small letters. */
const everyday = new Set(['cop', 'ms', 'som', 'tip', 'un'])

/** Builds the gazetteer from the facts' names, acronyms and aliases and from the world's country names. */
export function buildGazetteer(facts: readonly Fact[]): Gazetteer {
  const entries = new Map<string, Entry[]>()
  const add = (name: string, entity: Entity, isCode = false) => {
    const words = wordsOf(name).map(({ folded }) => folded)
    const [first] = words
    if (first === undefined) return
    const capitals = /^\p{Lu}{1,3}$/u.test(name) && (isCode || everyday.has(first))
    entries.set(first, [...(entries.get(first) ?? []), { words, entity, capitals }])
  }
  for (const fact of facts) for (const name of namesOf(fact)) add(name, entityOf(fact))
  for (const { name, entity } of countryNames(facts)) add(name, entity, true)
  for (const list of entries.values()) list.sort((a, b) => b.words.length - a.words.length)
  return (text) => findIn(text, entries)
}

function findIn(text: string, entries: ReadonlyMap<string, readonly Entry[]>): Mention[] {
  const words = wordsOf(text)
  const found = new Map<string, Mention>()
  for (let at = 0; at < words.length; at++) {
    const entry = entries
      .get(words[at]?.folded ?? '')
      ?.find(
        ({ words: wanted, capitals }) =>
          wanted.every((part, offset) => words[at + offset]?.folded === part) &&
          (!capitals || words[at]?.raw === words[at]?.raw.toUpperCase()),
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

function namesOf(fact: Fact): string[] {
  if ('name' in fact) return [fact.name, ...(fact.acronym ? [fact.acronym] : []), ...fact.aliases]
  if ('title' in fact) return [fact.title, ...fact.aliases, ...symbolOf(fact)]
  return []
}

function symbolOf(fact: Fact): string[] {
  return fact.kind === 'document' && fact.symbol ? [fact.symbol] : []
}
