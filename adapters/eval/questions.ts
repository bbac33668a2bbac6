import { z } from 'zod'
import { readJsonLines } from '../read-json.js'

const questionSchema = z.object({
  id: z.string(),
  persona: z.string(),
  lang: z.string(),
  kind: z.string(),
  question: z.string(),
  /** The user's earlier questions, oldest first. */
  context: z.array(z.string()).default([]),
  /** The paragraphs that a right answer rests on. */
  paras: z.array(z.number()).default([]),
  /** Strings that a right answer holds, all of them. */
  must: z.array(z.string()).default([]),
  /** Groups of which a right answer holds at least one string each. */
  mustAny: z.array(z.array(z.string())).default([]),
  /** Strings that a right answer doesn't hold. */
  mustNot: z.array(z.string()).default([]),
})

/** One question of an evaluation file with its labels. */
export type EvalQuestion = z.infer<typeof questionSchema>

/**
 * Reads a question file of JSON lines; other keys are ignored.
 * @throws Error naming the file, or the line that is wrong
 */
export async function readQuestions(file: string): Promise<EvalQuestion[]> {
  const example =
    '{"id": "1", "persona": "staff", "lang": "en", "kind": "fact", "question": "…", "paras": [7], "must": ["4/2"]}'
  const questions = await readJsonLines(file, { schema: questionSchema, speaker: 'Eval', example })
  if (questions.length === 0) throw new Error(`Eval: ${file} holds no question. Name another file.`)
  return questions
}

/** The name of the group that the main figures are about. */
export const mainGroup = 'English single-turn'

/** Whether a question is of the main group: in English, without context, with paragraphs. */
export function isMain({ lang, context, paras }: EvalQuestion): boolean {
  return lang === 'en' && context.length === 0 && paras.length > 0
}
