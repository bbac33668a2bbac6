import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Assistant } from '../bot/assistant.js'
import { createLibrary, type Library } from '../bot/library.js'
import { createAssistant } from '../bot/turn.js'
import { languageOf } from '../bot/question/language.js'
import type { Verify } from '../bot/writing/writer.js'
import type { Passage } from '../knowledge/citation/passage.js'
import type { Verifier } from '../knowledge/citation/verifier.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Without } from '../knowledge/leave-out.js'
import type { Embedder, WordEmbedder } from '../knowledge/model/embedder.js'
import { openEmbedder } from './model/open-embedder.js'
import { openKnowledge } from '../knowledge/open-knowledge.js'
import { talk } from '../prompts/answer-words.js'

/** Which model to use and where to keep what it makes. */
export interface AssistantOptions {
  readonly dataDir: string
  /** `all-MiniLM-L6-v2` is the built-in model; else a hub id or a folder. */
  readonly model: string
  readonly precision: 'fp32' | 'int8'
}

/** Opens the model, making its files where they are missing. */
export function openModel({
  dataDir,
  model,
  precision,
}: AssistantOptions): Promise<Embedder & WordEmbedder> {
  return openEmbedder({ directory: join(dataDir, 'model'), model, precision })
}

/** Answers questions, and looks things up without a conversation. */
export type Expert = Assistant & Library

/** The expert with all that it may quote, and what holds sentences of others to it. */
export type Opened = Expert & {
  readonly passages: readonly Passage[]
  readonly verify: Verify
}

/** Opens the knowledge and its index over a model; an evaluation may leave parts out. */
export async function assistantOver(
  embedder: Embedder & WordEmbedder,
  { dataDir }: Pick<AssistantOptions, 'dataDir'>,
  without?: Without,
): Promise<Opened> {
  const heard = new Map([...talk].map(([id, one]) => [id, one.heard]))
  const given = { embedder, dataDir, talk: heard }
  const knowledge = await openKnowledge(without ? { ...given, without } : given)
  const { passages } = knowledge
  const own = { ...createAssistant(knowledge), ...createLibrary(knowledge) }
  let verifier: Promise<Verifier> | undefined
  return {
    ...own,
    passages,
    verify: inEnglish(async (text, cited) => {
      // Loaded only where somebody else writes.
      verifier ??= import('../knowledge/citation/verifier.js').then(({ openVerifier }) =>
        openVerifier(knowledge, embedder),
      )
      return (await verifier).faultsOf(text, cited)
    }, knowledge),
  }
}

/**
 * Opens the model, the knowledge and its index, making what is missing.
 * @param progress called with a line for the operator where something takes seconds
 * @throws Error naming what is wrong and how to mend it
 */
export async function openAssistant(
  options: AssistantOptions,
  progress: (line: string) => void,
): Promise<Opened> {
  const isFirst = !existsSync(join(options.dataDir, 'index'))
  if (isFirst) progress(`First run: making the model and the index in ${options.dataDir}.`)
  const embedder = await openModel(options)
  const patience = setTimeout(
    () =>
      progress('Opening the knowledge; where its index is made or renewed, this takes a minute.'),
    2000,
  )
  try {
    return await assistantOver(embedder, options)
  } finally {
    clearTimeout(patience)
  }
}

/** Takes a sentence in another language for one that isn't borne: its words can't be held to English ones. */
function inEnglish(verify: Verify, knowledge: Pick<Knowledge, 'unheard' | 'gazetteer'>): Verify {
  return async (text, passages) =>
    languageOf(text, knowledge) === 'en'
      ? verify(text, passages)
      : [{ kind: 'meaning', words: text }]
}
