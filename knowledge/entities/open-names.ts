import type { Passage } from '../citation/passage.js'
import type { KnownAs } from '../citation/sentence.js'
import type { Fact } from '../facts/schema.js'
import { buildGazetteer, type Gazetteer } from './gazetteer.js'
import { type NamesIn, namesInAll } from './names-in.js'
import { otherNames } from './other-names.js'

/** Who and what is named where, and under which names. */
export interface Names {
  readonly gazetteer: Gazetteer
  readonly knownAs: KnownAs
  readonly namesIn: NamesIn
}

/** Reads the names of the facts and of the world's countries, and where the report uses them. */
export function openNames(passages: readonly Passage[], facts: readonly Fact[]): Names {
  const gazetteer = buildGazetteer(facts)
  return {
    gazetteer,
    knownAs: otherNames(facts, gazetteer),
    namesIn: namesInAll(passages, facts, gazetteer),
  }
}
