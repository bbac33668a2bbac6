import { resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtIn } from '../../knowledge/read-knowledge.js'
import { addFile, listFacts } from './fact-database.js'
import { readFactsOptions } from './facts-options.js'
import { runCommand } from './run-command.js'

const usage = `Usage: npm run facts -- [options]
  --kind KIND        programme, publication, event, figure, country, organization, document, statement
  --country COUNTRY  an ISO 3166-1 code or a name
  --year YEAR        four digits
  --topic TOPIC      such as migrants; a wrong one lists them all
  --type TYPE        such as manual or workshop; a wrong one lists them all
  --text WORDS       words that stand in the record, in any order
  --json             prints whole records as JSON
  --add FILE         adds the records of a JSON file, all of them or none
  --folder FOLDER    another document's folder than the built-in one`

await runCommand(usage, async (args) => {
  const options = readFactsOptions(args)
  const folder =
    options.folder === undefined
      ? new URL('ctoc-cop-2012-10/', builtIn)
      : pathToFileURL(resolve(options.folder) + sep)
  if (options.add === undefined) {
    process.stdout.write(`${await listFacts(folder, options)}\n`)
  } else {
    process.stdout.write(`${await addFile(folder, options.add)}\n`)
  }
})
