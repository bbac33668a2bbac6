import type { Assistant } from '../../bot/assistant.js'
import type { KeyedStore } from '../../bot/keyed-store.js'
import { type WritingParts, withWriting } from '../../bot/writing/writing-assistant.js'
import type { Config } from '../config.js'
import { createLog, type Log } from '../log.js'
import type { Opened } from '../open-assistant.js'
import { MemoryKeyed } from '../store/memory-keyed.js'
import type { Spent } from './allowance.js'
import { type OpenedModel, openChatModel } from './open-chat-model.js'
import type { ChatModelSettings } from './settings.js'

/** What composes answers and what verifies written ones. */
export interface Composing extends Pick<WritingParts, 'verify' | 'passages'> {
  readonly assistant: Assistant
}

/** An assistant whose answers a language model writes, and the model. */
export interface Writing extends OpenedModel {
  readonly assistant: Assistant
}

/** What is logged and kept of what is written. */
export interface Ground {
  readonly log: Pick<Log, 'warn' | 'debug'>
  readonly spent: KeyedStore<Spent>
  /** Hears how many sentences of an answer were left out. */
  readonly note?: (dropped: number) => void
}

/** Opens the language model that is set and lets it write what is composed; nothing where none is set. */
export async function writeAnswers(
  settings: ChatModelSettings | undefined,
  { assistant, ...composing }: Composing,
  { log, spent, note }: Ground,
): Promise<Writing | undefined> {
  const opened = await openChatModel(settings, log, spent)
  if (!settings || !opened) return undefined
  const { evidenceTokens, wholeMs } = settings
  const { model } = opened
  const parts = {
    ...composing,
    model,
    evidenceTokens,
    wholeMs,
    // No text of the model: what it was asked stands in it.
    note: ({ length }: readonly unknown[]) => {
      log.debug({ dropped: length }, 'sentences of the model were left out')
      note?.(length)
    },
    failed: (err: unknown) => log.warn({ err }, 'what the model wrote can’t be verified'),
  }
  return { ...opened, assistant: withWriting(assistant, parts) }
}

/** The assistant as it answers in one process of its own, with the language model that is set. */
export async function writtenBy(
  { chatModel, logLevel }: Pick<Config, 'chatModel' | 'logLevel'>,
  opened: Opened,
): Promise<Assistant> {
  if (chatModel === undefined) return opened
  const spent = new MemoryKeyed<Spent>({ entries: 1000 })
  const composing = {
    assistant: opened,
    verify: opened.verify,
    passages: () => Promise.resolve(opened.passages),
  }
  const ground = { log: createLog(logLevel), spent }
  return (await writeAnswers(chatModel, composing, ground))?.assistant ?? opened
}
