import { z } from 'zod'
import { readJson } from '../read-json.js'
import type { Outcomes } from './compare.js'
import { measures } from './measures.js'

const runSchema = z.object({
  questions: z.array(
    z.object({ id: z.string(), measures: z.partialRecord(z.enum(measures), z.number()) }),
  ),
})

/**
 * Reads what an earlier `eval --json` printed.
 * @throws Error naming the file and what is wrong in it
 */
export async function readRun(file: string): Promise<Outcomes> {
  const example = 'the output of npm run -s eval -- --json'
  const { questions } = await readJson(file, { schema: runSchema, speaker: 'Eval', example })
  return new Map(questions.map((one) => [one.id, one.measures]))
}
