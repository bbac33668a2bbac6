import { join } from 'node:path'
import { openNames } from './entities/open-names.js'
import { openFacts } from './facts/open-facts.js'
import type { Knowledge } from './knowledge.js'
import { leaveOut, type Without } from './leave-out.js'
import type { Embedder } from './model/embedder.js'
import { splitByTokens } from './model/split-by-tokens.js'
import { readReport } from './report/read-report.js'
import { openIndex } from './search/index-file.js'
import { openScan } from './search/open-scan.js'
import { ReportRetriever } from './search/report-retriever.js'
import { buildSpelling } from './search/spelling.js'
import { type Unit, unitsOf } from './search/units.js'
import { buildCompletion, buildNovelty, buildUnheard } from './search/vocabulary.js'

/** Where the knowledge is opened from and what it is opened with. */
export interface KnowledgeOptions {
  readonly embedder: Embedder
  /** Folder for the vectors, such as data. */
  readonly dataDir: string
  /** Small talk to be recognized: a topic's name and what people say. */
  readonly manners: ReadonlyMap<string, readonly string[]>
  /** What an evaluation leaves out; nothing unless told. */
  readonly without?: Without
}

/** What a word counts that the model knows whole: itself and the two marks. */
const oneToken = 3

/** The built-in digest and facts, beside this file. */
const here = new URL('./', import.meta.url)

/**
 * Opens the digest, the facts and the index; makes the index where it is missing or out of date.
 * @throws Error naming the file and record that is wrong, or the file that can't be written
 */
export async function openKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const { embedder, dataDir, manners, without = {} } = options
  const [passages, facts] = await Promise.all([
    readReport(new URL('report/digest.md', here)),
    openFacts(new URL('facts/', here)),
  ])
  const split = (text: string) =>
    splitByTokens(text, (piece) => embedder.countTokens(piece), embedder.maxTokens)
  const all = [...unitsOf(passages, facts, split), ...[...manners].flatMap(unitsOfManners)]
  const whole = await openIndex(join(dataDir, 'index', 'report.vectors'), all, embedder)
  const { units, index } = leaveOut({ units: all, index: whole }, without)
  const isLeftOut = (part: 'names' | 'words') => without.parts?.includes(part) ?? false
  const names = openNames(passages, facts.all)
  return {
    ...names,
    ...(isLeftOut('names') ? { gazetteer: () => [] } : {}),
    passages,
    facts,
    factById: new Map(facts.all.map((fact) => [fact.id, fact])),
    gapById: new Map(facts.gaps.map((gap) => [gap.id, gap])),
    novelty: buildNovelty(all),
    unheard: buildUnheard(all),
    spelling: buildSpelling(all, (word) => embedder.countTokens(word) === oneToken),
    completion: buildCompletion(all),
    retriever: new ReportRetriever({
      units,
      scan: await openScan(index),
      embedder,
      words: !isLeftOut('words'),
    }),
  }
}

function unitsOfManners([id, said]: readonly [string, readonly string[]]): Unit[] {
  return said.map((text) => ({ text, source: 'manners', paragraph: 0, id }))
}
