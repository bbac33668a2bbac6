import { loadKills } from './kills.js'
import { loadKnee } from './knee.js'
import { loadMemory } from './memory.js'
import { loadPage } from './page.js'
import { loadRaw } from './raw.js'
import { loadTeams } from './teams.js'
import { loadWeb } from './web.js'

/** What can be held to its promise; each says whether it is. */
const loads: Readonly<Record<string, () => Promise<boolean>>> = {
  knee: loadKnee,
  memory: loadMemory,
  web: loadWeb,
  page: loadPage,
  raw: loadRaw,
  kills: loadKills,
  teams: loadTeams,
}

/** `npm run load -- NAME`: measures under load, and ends with 1 where a bound is broken; `knee` unless told. */
const [name = 'knee'] = process.argv.slice(2)
const load = Object.hasOwn(loads, name) ? loads[name] : undefined
if (load === undefined) {
  process.stderr.write(`Load: name one of ${Object.keys(loads).join(', ')}.\n`)
  process.exitCode = 2
} else {
  process.exitCode = (await load()) ? 0 : 1
}
