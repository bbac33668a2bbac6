import { countryNames } from './entities/country-names.js'
import { namesOf } from './entities/entity.js'
import type { Knowledge } from './knowledge.js'
import type { Without } from './leave-out.js'
import { type KnowledgeSources, readKnowledge } from './read-knowledge.js'
import { openLearned } from './search/open-learned.js'
import { openScan } from './search/open-scan.js'
import { StatementRetriever } from './search/retriever.js'
import { openSearchable } from './search/searchable.js'
import { buildSpelling } from './search/spelling.js'
import { buildCompletion, buildNovelty, buildUnheard } from './search/vocabulary.js'
import { rowOf } from './search/vector-index.js'

/** Where the knowledge is opened from and what it is opened with. */
export interface KnowledgeOptions extends KnowledgeSources {
  /** What an evaluation leaves out; nothing unless told. */
  readonly without?: Without
}

/** What a word counts that the model knows whole: itself and the two marks. */
const oneToken = 3

/**
 * Opens the documents, their facts and the index; makes the index where it is missing or out of date.
 * @throws as readKnowledge does
 */
export async function openKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const { embedder, without = {} } = options
  const { knowledge, units, index } = await readKnowledge(options)
  const isLeftOut = (part: 'names') => without.parts?.includes(part) ?? false
  const novelty = buildNovelty(units)
  const isWord = (word: string) => embedder.countTokens(word) === oneToken
  const learned = await openLearned()
  const given = isLeftOut('names') ? { ...knowledge, gazetteer: () => [] } : knowledge
  const searchable = openSearchable(units, { ...given, novelty, learned }, without)
  return {
    ...given,
    novelty,
    unheard: buildUnheard(units),
    spelling: buildSpelling(units, isWord, { names: allNames(given), gazetteer: given.gazetteer }),
    completion: buildCompletion(units),
    retriever: new StatementRetriever({
      ...searchable,
      scan: await openScan(index),
      vectorOf: (row) => rowOf(index, row),
      embedder,
    }),
  }
}

/** Every name that is known: of whatever the facts hold, of the world's countries and of regions. */
function allNames({ documents, facts }: Pick<Knowledge, 'documents' | 'facts'>): string[] {
  return [
    ...facts.all.flatMap(namesOf),
    ...countryNames(facts.all).map(({ name }) => name),
    ...facts.all.flatMap((fact) => (fact.kind === 'country' ? [fact.region] : [])),
    ...documents.flatMap(({ vocabulary }) => Object.values(vocabulary.regions).flat()),
  ]
}
