import { parseArgs } from 'node:util'
import { readDocuments } from '../../knowledge/read-knowledge.js'
import { loadConfig } from '../config.js'
import { groupMisses, similarityOfSame, type MissGroup } from '../keeping/group-misses.js'
import { missRecords } from '../keeping/miss-file.js'
import { createLog } from '../log.js'
import { openModel } from '../open-assistant.js'
import { Disk } from '../store/disk.js'
import { toMissTable } from './miss-table.js'
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
  process.stdout.write(`${values.json ? JSON.stringify(groups) : toMissTable(groups)}\n`)
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
