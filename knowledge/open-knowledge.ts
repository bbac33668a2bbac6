import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, openDocument } from './documents/open-document.js'
import { openNames } from './entities/open-names.js'
import { type Facts, openFacts } from './facts/open-facts.js'
import type { Knowledge } from './knowledge.js'
import type { Without } from './leave-out.js'
import type { Embedder } from './model/embedder.js'
import { splitByTokens } from './model/split-by-tokens.js'
import learned from './search/learned.json' with { type: 'json' }
import { openIndex } from './search/index-file.js'
import { openScan } from './search/open-scan.js'
import { StatementRetriever } from './search/retriever.js'
import { openSearchable } from './search/searchable.js'
import { buildSpelling } from './search/spelling.js'
import { type Unit, unitsOfFacts, unitsOfPassages, unitsOfTalk } from './search/units.js'
import { buildCompletion, buildNovelty, buildUnheard } from './search/vocabulary.js'
import { rowOf, type VectorIndex } from './search/vector-index.js'

/** Where the knowledge is opened from and what it is opened with. */
export interface KnowledgeOptions {
  readonly embedder: Embedder
  /** Folder for the vectors, such as data. */
  readonly dataDir: string
  /** Small talk to be recognized: a topic's name and what people say. */
  readonly talk: ReadonlyMap<string, readonly string[]>
  /** Folders of documents; the built-in report alone unless told. */
  readonly documents?: readonly URL[]
  /** What an evaluation leaves out; nothing unless told. */
  readonly without?: Without
}

/** The documents that the project holds, each in a folder of its own beside this file. */
export const builtIn = new URL('documents/', import.meta.url)

/** What a word counts that the model knows whole: itself and the two marks. */
const oneToken = 3

/**
 * Opens the documents, their facts and the index; makes the index where it is missing or out of date.
 * @throws Error naming the file and record that is wrong, or the file that can't be written
 */
export async function openKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const { embedder, without = {} } = options
  const { knowledge, units, index } = await readKnowledge(options)
  const isLeftOut = (part: 'names') => without.parts?.includes(part) ?? false
  const novelty = buildNovelty(units)
  const given = isLeftOut('names') ? { ...knowledge, gazetteer: () => [] } : knowledge
  const searchable = openSearchable(units, { ...given, novelty, learned }, without)
  return {
    ...given,
    novelty,
    unheard: buildUnheard(units),
    spelling: buildSpelling(units, (word) => embedder.countTokens(word) === oneToken),
    completion: buildCompletion(units),
    retriever: new StatementRetriever({
      ...searchable,
      scan: await openScan(index),
      vectorOf: (row) => rowOf(index, row),
      embedder,
    }),
  }
}

/** What is known, with the texts that are searched and their vectors. */
export interface Read {
  readonly knowledge: Omit<
    Knowledge,
    'novelty' | 'unheard' | 'spelling' | 'completion' | 'retriever'
  >
  readonly units: readonly Unit[]
  readonly index: VectorIndex
}

/**
 * Reads the documents and their facts and opens the index, as openKnowledge does.
 * @throws as openKnowledge does
 */
export async function readKnowledge(options: KnowledgeOptions): Promise<Read> {
  const { embedder, dataDir, talk } = options
  const folders = options.documents ?? (await foldersIn(builtIn))
  const [first, ...rest] = await Promise.all(folders.map(openWhole))
  if (!first) throw new Error('Knowledge: there is no document. Name at least one folder.')
  const documents: Knowledge['documents'] = [first.document, ...rest.map((one) => one.document)]
  const passages = documents.flatMap((one) => one.passages)
  const facts = together([first.facts, ...rest.map((one) => one.facts)])
  const split = (text: string) =>
    splitByTokens(text, (piece) => embedder.countTokens(piece), embedder.maxTokens)
  const units = [...unitsOfPassages(passages, split), ...unitsOfFacts(facts), ...unitsOfTalk(talk)]
  const index = await openIndex(join(dataDir, 'index', 'knowledge.vectors'), units, embedder)
  const knowledge = {
    ...openNames(passages, facts.all),
    documents,
    passages,
    facts,
    factById: new Map(facts.all.map((fact) => [fact.id, fact])),
    gapById: new Map(facts.gaps.map((gap) => [gap.id, gap])),
  }
  return { knowledge, units, index }
}

async function foldersIn(place: URL): Promise<URL[]> {
  const names = (await readdir(place)).sort()
  const folders = names.map((name) => new URL(`${name}/`, place))
  return folders.filter((folder) => existsSync(new URL('document.json', folder)))
}

async function openWhole(folder: URL): Promise<{ document: Document; facts: Facts }> {
  const document = await openDocument(folder)
  return { document, facts: await openFacts(folder, document) }
}

/** The facts of several documents as one database. @throws Error where two have the same id */
function together(all: readonly Facts[]): Facts {
  const facts = all.flatMap((one) => one.all)
  const ids = new Set<string>()
  for (const { id, document } of facts) {
    if (ids.has(id)) {
      throw new Error(
        `Facts: the id "${id}" of ${document} is used by another document. Rename it.`,
      )
    }
    ids.add(id)
  }
  return {
    all: facts,
    phrasings: new Map(all.flatMap(({ phrasings }) => [...phrasings])),
    gaps: all.flatMap(({ gaps }) => gaps),
    broad: all.flatMap(({ broad }) => broad),
    followUps: all.flatMap(({ followUps }) => followUps),
  }
}
