import { ConversationFiles } from '../../../adapters/store/conversation-files.js'
import { Disk } from '../../../adapters/store/disk.js'
import { createLog } from '../../../adapters/log.js'
import { changeTurns } from '../../../bot/conversations.js'

/** Counts in one conversation, beside others who do the same under names of their own. */
const [folder = '', name = '', times = '0'] = process.argv.slice(2)
const disk = new Disk(createLog('silent'))
const store = new ConversationFiles(folder, disk, { lifetimeMs: 3_600_000 })
for (let at = 0; at < Number(times); at += 1) {
  await changeTurns({ store, id: 'a' }, (before) => {
    const told = before.at(-1)?.told ?? ['x: 0', 'y: 0', 'z: 0']
    const counted = told.map((one) => {
      const [who = '', count = '0'] = one.split(': ')
      return who === name ? `${who}: ${Number(count) + 1}` : one
    })
    const text = `question of ${name}`
    return [{ question: text, explicit: text, places: [], told: counted, references: [] }]
  })
}
