import type { Assistant } from '../../bot/assistant.js'
import type { KeyedStore } from '../../bot/keyed-store.js'
import { type WritingParts, withWriting } from '../../bot/writing/writing-assistant.js'
import type { Log } from '../log.js'
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

/** Opens the language model that is set and lets it write what is composed; nothing where none is set. */
export async function writeAnswers(
  settings: ChatModelSettings | undefined,
  { assistant, ...composing }: Composing,
  { log, spent }: { readonly log: Pick<Log, 'warn' | 'debug'>; readonly spent: KeyedStore<Spent> },
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
    note: (dropped: { readonly length: number; readonly why?: unknown }) =>
      log.debug({ dropped: dropped.length }, 'sentences of the model were left out'),
  }
  return { ...opened, assistant: withWriting(assistant, parts) }
}
