import { parseArgs } from 'node:util'
import type { PassageId } from '../../knowledge/citation/passage.js'
import { readDocuments } from '../../knowledge/read-knowledge.js'
import { loadConfig } from '../config.js'
import { groupMisses, similarityOfSame, type MissGroup } from '../keeping/group-misses.js'
import { missRecords } from '../keeping/miss-file.js'
import { createLog } from '../log.js'
import { openModel } from '../open-assistant.js'
import { Disk } from '../store/disk.js'
import { toTable } from '../table.js'
import { runCommand } from './run-command.js'

const usage = `Usage: npm run misses -- [options]
  --json  prints every question with what was answered, as JSON

Lists the questions that the bot refused or whose answer got a thumbs-down, grouped by similarity, the
most asked first.`

await runCommand(usage, async (args) => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const config = loadConfig()
  const disk = new Disk(createLog(config.logLevel))
  const misses = missRecords(`${config.dataDir}/misses.ndjson`, disk).load()
  const groups = misses.length === 0 ? [] : await grouped(misses, config)
  process.stdout.write(`${values.json ? JSON.stringify(groups) : shown(groups)}\n`)
})

async function grouped(
  misses: Parameters<typeof groupMisses>[0],
  config: Parameters<typeof openModel>[0],
): Promise<MissGroup[]> {
  const embedder = await openModel(config)
  const { facts } = await readDocuments()
  // Gaps without a topic are several for one and the same thing: their questions aren't told apart.
  const named = facts.gaps.filter(({ topic, questions }) => topic && questions.length > 1)
  const same = named.map(({ questions }) => questions)
  return groupMisses(misses, embedder, await similarityOfSame(same, embedder))
}

function shown(groups: readonly MissGroup[]): string {
  if (groups.length === 0) return 'Nothing was asked in vain.'
  const named = groups.flatMap(({ misses }) => misses.flatMap(({ places }) => places))
  const isOne = new Set(named.map(({ document }) => document)).size === 1
  const rows = groups.flatMap(({ count, misses: [first] }) => {
    if (first === undefined) return []
    const { question, reason, places, answer, day } = first
    const nearest = places.map((place) => nameOf(place, isOne)).join(', ')
    return [[String(count), day, reason, short(question, 60), nearest, short(answer, 60)]]
  })
  return toTable(['asked', 'last', 'reason', 'question', 'nearest', 'answered'], rows, 'left')
}

/** Where several documents are named, each place says of which it is. */
function nameOf({ document, paragraph, subparagraph }: PassageId, isOne: boolean): string {
  const letter = subparagraph === undefined ? '' : ` (${subparagraph})`
  return `${isOne ? '' : `${document} `}${paragraph}${letter}`
}

function short(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
