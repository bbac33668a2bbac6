import type { Passage } from '../citation/passage.js'
import type { KnownAs } from '../citation/sentence.js'
import type { Fact } from '../facts/schema.js'
import { buildGazetteer, type Gazetteer } from './gazetteer.js'
import { type NamesIn, namesInAll } from './names-in.js'
import { namesOf } from './entity.js'
import { type NamingOf, openNaming } from './naming.js'

/** Who and what is named where, and under which names. */
export interface Names {
  readonly gazetteer: Gazetteer
  readonly knownAs: KnownAs
  readonly namesIn: NamesIn
  readonly namingOf: NamingOf
}

/** Reads the names of the facts and of the world's countries, and where the report uses them. */
export function openNames(passages: readonly Passage[], facts: readonly Fact[]): Names {
  const gazetteer = buildGazetteer(facts)
  const knownAs = otherNames(facts, gazetteer)
  return {
    gazetteer,
    knownAs,
    namingOf: openNaming(passages, knownAs),
    namesIn: namesInAll(passages, facts, gazetteer),
  }
}

/**
 * Knows the names, acronyms and aliases of every entity that a passage names, so that a sentence
 * may say INTERPOL where the passage has the full name, and the reverse.
 */
export function otherNames(facts: readonly Fact[], gazetteer: Gazetteer): KnownAs {
  const names = new Map(facts.map((fact) => [fact.id, namesOf(fact)]))
  const known = new WeakMap<Passage, readonly string[]>()
  return (passage) => {
    const before = known.get(passage)
    if (before) return before
    const found = gazetteer(passage.text).flatMap(({ entity }) => names.get(entity.id) ?? [])
    known.set(passage, found)
    return found
  }
}
