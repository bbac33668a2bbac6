import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, openDocument } from './documents/open-document.js'
import { openNames } from './entities/open-names.js'
import { type Facts, openFacts } from './facts/open-facts.js'
import type { Knowledge } from './knowledge.js'
import type { Embedder } from './model/embedder.js'
import { splitByTokens } from './model/split-by-tokens.js'
import { openIndex } from './search/index-file.js'
import { type Unit, unitsOfFacts, unitsOfPassages, unitsOfTalk } from './search/units.js'
import type { VectorIndex } from './search/vector-index.js'

/** Where the knowledge is read from. */
export interface KnowledgeSources {
  readonly embedder: Embedder
  /** Folder for the vectors, such as data. */
  readonly dataDir: string
  /** Small talk to be recognized: a topic's name and what people say. */
  readonly talk: ReadonlyMap<string, readonly string[]>
  /** Folders of documents; the built-in report alone unless told. */
  readonly documents?: readonly URL[]
}

/** The documents that the project holds, each in a folder of its own beside this file. */
export const builtIn = new URL('documents/', import.meta.url)

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
 * Reads the documents and their facts, and opens the index; makes it where it is missing or out of date.
 * @throws Error naming the file and record that is wrong, or the file that can't be written
 */
export async function readKnowledge(sources: KnowledgeSources): Promise<Read> {
  const { embedder, dataDir, talk } = sources
  const { documents, facts } = await readDocuments(sources.documents)
  const passages = documents.flatMap((one) => one.passages)
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

/**
 * Reads the documents and their facts.
 * @param folders the built-in ones unless told
 * @throws Error naming the file and record that is wrong
 */
export async function readDocuments(
  folders?: readonly URL[],
): Promise<Pick<Knowledge, 'documents' | 'facts'>> {
  const all = folders ?? (await foldersIn(builtIn))
  const [first, ...rest] = await Promise.all(all.map(openWhole))
  if (!first) throw new Error('Knowledge: there is no document. Name at least one folder.')
  return {
    documents: [first.document, ...rest.map((one) => one.document)],
    facts: together([first.facts, ...rest.map((one) => one.facts)]),
  }
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
