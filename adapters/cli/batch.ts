import { z } from 'zod'
import type { Assistant, Turn } from '../../bot/assistant.js'
import { toTranscript, type Transcript } from '../transcript.js'

const askedSchema = z.object({
  id: z.string(),
  question: z.string(),
  context: z.array(z.string()).default([]),
})

/** One line of a batch: a question and the user's earlier questions, oldest first. */
export type Asked = z.infer<typeof askedSchema>

/**
 * Reads JSON lines; blank lines and keys other than id, question and context are ignored.
 * @throws Error naming the line that is wrong
 */
export function readBatch(text: string): Asked[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const asked = askedSchema.safeParse(parsed(line))
    if (asked.success) return [asked.data]
    const where = `Batch: line ${index + 1} must be JSON such as {"id": "1", "question": "Who leads it?"}`
    throw new Error(
      `${where}, but ${z.prettifyError(asked.error).replaceAll('\n', ' ')}. Mend the line.`,
    )
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Asks a question after asking the ones before it, as in one conversation. */
export async function askInContext(assistant: Assistant, asked: Asked): Promise<Transcript> {
  const history: Turn[] = []
  for (const earlier of asked.context) {
    history.push((await assistant.respond(earlier, history)).turn)
  }
  const { answer } = await assistant.respond(asked.question, history)
  return toTranscript(asked.id, answer)
}
