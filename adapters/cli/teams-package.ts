import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadConfig } from '../config.js'
import { readAppFacts } from '../teams/package/facts.js'
import { runCommand, UsageError } from './run-command.js'

const usage = `Usage: npm run teams:package -- [FILE]
  FILE    where the Teams app package is written; teams-app.zip in DATA_DIR unless told

Needs the bot's registration (MICROSOFT_APP_ID and what goes with it), PUBLIC_ORIGIN (https),
TEAMS_DEVELOPER, TEAMS_PRIVACY_URL and TEAMS_TERMS_URL, in the environment or in .env. The package
is checked before it is written; with a fault nothing is written.`

await runCommand(usage, async (args) => {
  const [named, ...others] = parseArgs({ args, allowPositionals: true }).positionals
  if (others.length > 0) throw new UsageError('Teams package: name one file.')
  const config = loadConfig()
  const facts = await readAppFacts(config)
  const path = named ?? join(config.dataDir, 'teams-app.zip')
  // Loaded only now, so that a wrong argument or setting is reported at once.
  const [{ documentsOf }, { writeAppPackage }] = await Promise.all([
    import('../teams/package/documents.js'),
    import('../teams/package/write-package.js'),
  ])
  await writeAppPackage(path, documentsOf(facts))
  process.stdout.write(`${path} is the Teams app, version ${facts.version}.
To try it yourself: in Teams, Apps > Manage your apps > Upload an app > Upload a custom app.
For everybody: in the Teams admin centre, Teams apps > Manage apps > Upload new app.
`)
})
