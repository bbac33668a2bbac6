import { paragraphKey, type Passage } from '../citation/passage.js'
import type { Names } from '../entities/open-names.js'
import type { Fact } from '../facts/schema.js'
import type { Without } from '../leave-out.js'
import { candidatesOf } from './candidates.js'
import type { AnswerWeights } from './answerability.js'
import { createRanker, type RankingWeights } from './ranker.js'
import type { Searchable } from './retriever.js'
import { buildNameSharing } from './shared-names.js'
import { buildTermSharing, noTerms } from './shared-terms.js'
import { type AskingWeights, createAskClassifier } from './slots.js'
import type { Unit } from './units.js'
import type { Novelty } from './vocabulary.js'

interface Known extends Names {
  readonly passages: readonly Passage[]
  readonly factById: ReadonlyMap<string, Fact>
  readonly novelty: Novelty
}

/** Everything that was learned from authored questions. */
export interface Learned {
  readonly asking: AskingWeights
  /** Which statement answers a question. */
  readonly ranking: RankingWeights
  /** Whether a statement is meant at all, or small talk, or a gap. */
  readonly meaning: RankingWeights
  readonly answering: AnswerWeights
  readonly following: Searchable['following']
}

/** Puts together what is searched and what it is judged by. */
export function openSearchable(
  units: readonly Unit[],
  { learned, ...known }: Known & { readonly learned: Learned },
  { parts = [], factsOf = new Set() }: Without = {},
): Omit<Searchable, 'scan' | 'embedder' | 'vectorOf'> {
  const sections = new Map(known.passages.map((one) => [paragraphKey(one), one.section]))
  const isFree = parts.includes('facts')
  const candidates = candidatesOf({
    units: units.map((unit) => (isLeftOut(unit, parts) ? { ...unit, id: undefined } : unit)),
    factById: isFree ? new Map() : known.factById,
    sectionOf: (place) => sections.get(paragraphKey(place)) ?? '',
    raw: factsOf,
  })
  return {
    units,
    candidates,
    terms: parts.includes('words') ? noTerms(candidates) : buildTermSharing(units, candidates),
    names: buildNameSharing(candidates, known),
    classify: createAskClassifier(learned.asking),
    rank: createRanker(learned.ranking),
    weighMeanings: createRanker(learned.meaning),
    answering: learned.answering,
    following: learned.following,
    novelty: known.novelty,
  }
}

function isLeftOut({ source }: Unit, parts: readonly string[]): boolean {
  return (
    (source === 'phrasing' && parts.includes('phrasings')) ||
    (source === 'gap' && parts.includes('gaps'))
  )
}
