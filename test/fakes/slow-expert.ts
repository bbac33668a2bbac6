import { startLoading } from '../../adapters/knowledge.js'
import { createLog } from '../../adapters/log.js'
import { FakeAssistant } from './assistant.js'
import { FakeLibrary } from './library.js'

/** Knowledge of which each turn takes 100 ms of a clock that nothing else moves. */
export async function slowKnowledge() {
  const turnMs = 100
  let now = 0
  let gate = Promise.resolve()
  const lines: string[] = []
  const log = createLog('debug', { write: (line: string) => void lines.push(line) })
  const assistant = new FakeAssistant()
  const work = async <Result>(result: () => Promise<Result>) => {
    await gate
    now += turnMs
    return result()
  }
  const library = new FakeLibrary()
  const expert = {
    respond: (...asked: Parameters<FakeAssistant['respond']>) =>
      work(() => assistant.respond(...asked)),
    find: (search: Parameters<FakeLibrary['find']>[0]) => work(() => library.find(search)),
    item: (id: string) => library.item(id),
    entries: (ids: readonly string[]) => library.entries(ids),
  }
  const settings = { log, now: () => now }
  const knowledge = startLoading(
    () => Promise.resolve(expert),
    () => undefined,
    settings,
  )
  await knowledge.ready
  /** Holds every turn up from now on; what it gives lets them go. */
  const hold = () => {
    let release!: () => void
    gate = new Promise((resolve) => (release = resolve))
    return release
  }
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { ...knowledge, asked: assistant.asked, hold, logged }
}
