import { join } from 'node:path'
import type { Passage } from './citation/passage.js'
import { buildGazetteer, type Gazetteer } from './entities/gazetteer.js'
import type { KnownAs } from './citation/sentence.js'
import { type Facts, type Gap, openFacts } from './facts/open-facts.js'
import type { Fact } from './facts/schema.js'
import { type NamesIn, namesInAll } from './entities/names-in.js'
import { otherNames } from './entities/other-names.js'
import type { Embedder } from './model/embedder.js'
import { readReport } from './report/read-report.js'
import { splitByTokens } from './model/split-by-tokens.js'
import { openIndex } from './search/index-file.js'
import { ReportRetriever } from './search/report-retriever.js'
import { type Unit, unitsOf } from './search/units.js'

/** Everything the assistant knows, checked and ready to be asked. */
export interface Knowledge {
  readonly passages: readonly Passage[]
  readonly facts: Facts
  readonly factById: ReadonlyMap<string, Fact>
  readonly gapById: ReadonlyMap<string, Gap>
  readonly gazetteer: Gazetteer
  readonly knownAs: KnownAs
  readonly namesIn: NamesIn
  readonly retriever: ReportRetriever
}

/** Where the knowledge is opened from and what it is opened with. */
export interface KnowledgeOptions {
  readonly embedder: Embedder
  /** Folder for the vectors, such as data. */
  readonly dataDir: string
  /** Small talk to be recognized: a topic's name and what people say. */
  readonly manners: ReadonlyMap<string, readonly string[]>
}

/** The built-in digest and facts, beside this file. */
const here = new URL('./', import.meta.url)

/**
 * Opens the digest, the facts and the index; makes the index where it is missing or out of date.
 * @throws Error naming the file and record that is wrong, or the file that can't be written
 */
export async function openKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const { embedder, dataDir, manners } = options
  const [passages, facts] = await Promise.all([
    readReport(new URL('report/digest.md', here)),
    openFacts(new URL('facts/', here)),
  ])
  const split = (text: string) =>
    splitByTokens(text, (piece) => embedder.countTokens(piece), embedder.maxTokens)
  const units = [...unitsOf(passages, facts, split), ...[...manners].flatMap(unitsOfManners)]
  const index = await openIndex(join(dataDir, 'index', 'report.vectors'), units, embedder)
  const gazetteer = buildGazetteer(facts.all)
  return {
    passages,
    facts,
    factById: new Map(facts.all.map((fact) => [fact.id, fact])),
    gapById: new Map(facts.gaps.map((gap) => [gap.id, gap])),
    gazetteer,
    knownAs: otherNames(facts.all, gazetteer),
    namesIn: namesInAll(passages, facts.all, gazetteer),
    retriever: new ReportRetriever({ units, index, embedder }),
  }
}

function unitsOfManners([id, said]: readonly [string, readonly string[]]): Unit[] {
  return said.map((text) => ({ text, source: 'manners', paragraph: 0, id }))
}
