import { parseArgs } from 'node:util'
import { loadConfig } from '../config.js'
import { forgetHeld, listHeld, type Held } from '../keeping/privacy.js'
import { createLog } from '../log.js'
import { Disk } from '../store/disk.js'
import { toTable } from '../table.js'
import { runCommand, UsageError } from './run-command.js'

const usage = `Usage: npm run privacy -- [options]
  --list       lists what is kept of which conversation, person or message, without what was said
  --forget ID  removes what is kept under an id, also while the bot is running: one of the list, or
               one as the channel knows it: msteams/CONVERSATION, msteams/CONVERSATION/PERSON,
               msteams/CONVERSATION/MESSAGE, or the id of a web conversation
  --json       prints the same as JSON`

await runCommand(usage, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      list: { type: 'boolean', default: false },
      forget: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const { list, forget: id, json } = values
  if (list === (id !== undefined)) throw new UsageError('Privacy: give --list or --forget ID.')
  const config = loadConfig()
  const disk = new Disk(createLog(config.logLevel))
  const held = id === undefined ? listHeld(config, disk) : await forgetHeld(config, disk, id)
  process.stdout.write(`${json ? JSON.stringify(held) : shown(held, id)}\n`)
})

function shown(held: readonly Held[], id: string | undefined): string {
  if (held.length === 0) return id === undefined ? 'Nothing is kept.' : `Nothing is kept of ${id}.`
  const rows = held.map(({ id, file, entries, last = '-' }) => [id, file, String(entries), last])
  const table = toTable(['id', 'file', 'entries', 'last'], rows, 'left')
  return id === undefined ? table : `Removed:\n${table}`
}
