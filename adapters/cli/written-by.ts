import type { Assistant } from '../../bot/assistant.js'
import type { Config } from '../config.js'
import type { Spent } from '../chat-model/allowance.js'
import { createLog } from '../log.js'
import type { Opened } from '../open-assistant.js'
import { MemoryKeyed } from '../store/memory-keyed.js'

/** The assistant as it answers with the language model that is set; the composing one where none is. */
export async function writtenBy(
  { chatModel, logLevel }: Config,
  opened: Opened,
): Promise<Assistant> {
  if (chatModel === undefined) return opened
  const { writeAnswers } = await import('../chat-model/write-answers.js')
  const ground = { log: createLog(logLevel), spent: new MemoryKeyed<Spent>({ entries: 1000 }) }
  const composing = {
    assistant: opened,
    verify: opened.verify,
    passages: () => Promise.resolve(opened.passages),
  }
  return (await writeAnswers(chatModel, composing, ground))?.assistant ?? opened
}
