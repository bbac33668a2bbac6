import { z } from 'zod'
import type { Assistant } from '../../bot/assistant.js'
import { readJsonLines } from '../read-json.js'
import { toTranscript, type Transcript } from '../transcript.js'
import { Conversation } from './conversation.js'

const askedSchema = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  context: z.array(z.string()).default([]),
})

/** One line of a batch: a question and the user's earlier questions, oldest first. */
export type Asked = z.infer<typeof askedSchema>

/**
 * Reads a batch of JSON lines; keys other than id, question and context are ignored.
 * @throws Error naming the file, or the line that is wrong
 */
export function readBatch(file: string): Promise<Asked[]> {
  const example = '{"id": "1", "question": "Who leads it?"}'
  return readJsonLines(file, { schema: askedSchema, speaker: 'Batch', example })
}

/** Asks a question after asking the ones before it, in a conversation of its own. */
export async function askInContext(
  assistant: Assistant,
  asked: Asked,
  limit: number,
): Promise<Transcript> {
  const conversation = new Conversation(assistant, limit)
  for (const earlier of asked.context) await conversation.say(earlier)
  return toTranscript(asked.id, await conversation.say(asked.question))
}
