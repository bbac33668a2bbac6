import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parts, type Part } from '../../knowledge/leave-out.js'
import type { Outcomes } from '../eval/compare.js'
import { readFloor, type Floor } from '../eval/floor.js'
import { measures } from '../eval/measures.js'
import { readQuestions, type EvalQuestion } from '../eval/questions.js'
import { readJson } from '../read-json.js'
import { UsageError } from './run-command.js'

/** What `eval` is asked to do, with the files that it is measured against. */
export interface EvalOptions {
  readonly file: string
  readonly questions: readonly EvalQuestion[]
  readonly json: boolean
  readonly misses: boolean
  readonly peers: boolean
  readonly floor: Floor
  /** An earlier run to compare with. */
  readonly earlier: Awaited<ReturnType<typeof readRun>> | undefined
  /** Parts to be left out, one at a time. */
  readonly without: readonly Part[]
  /** Whether the facts of half of the questions' paragraphs are to be left out, and with them their phrasings. */
  readonly half: boolean
}

/**
 * Reads the arguments of `eval` and the files that they name.
 * @throws UsageError where an argument isn't accepted, Error where a file is wrong
 */
export async function readEvalOptions(args: string[]): Promise<EvalOptions> {
  const flag = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    args,
    options: {
      json: flag,
      misses: flag,
      peers: flag,
      floor: { type: 'string' },
      compare: { type: 'string' },
      without: { type: 'string', multiple: true, default: [] },
      'without-facts-of': { type: 'string' },
    },
    allowPositionals: true,
  })
  const [file = 'test/eval/questions.jsonl', ...others] = positionals
  if (others.length > 0) throw new UsageError('Eval: name one question file.')
  const { json, misses, peers } = values
  return {
    file,
    questions: await readQuestions(file),
    json,
    misses,
    peers,
    without: values.without.flatMap(partsNamed),
    half: isHalf(values['without-facts-of']),
    floor: values.floor === undefined ? {} : await readFloor(values.floor),
    earlier: values.compare === undefined ? undefined : await readRun(values.compare),
  }
}

function partsNamed(name: string): readonly Part[] {
  if (name === 'each') return parts
  const named = parts.filter((part) => part === name)
  if (named.length > 0) return named
  throw new UsageError(`Eval: --without is “${name}”, but must be ${parts.join(', ')} or each.`)
}

function isHalf(value: string | undefined): boolean {
  if (value === undefined || value === 'half') return value === 'half'
  throw new UsageError(`Eval: --without-facts-of is “${value}”, but must be half.`)
}

const runSchema = z.object({
  questions: z.array(
    z.object({ id: z.string(), measures: z.partialRecord(z.enum(measures), z.number()) }),
  ),
})

/**
 * Reads what an earlier `eval --json` printed.
 * @throws Error naming the file and what is wrong in it
 */
async function readRun(file: string): Promise<Outcomes> {
  const example = 'the output of npm run -s eval -- --json'
  const { questions } = await readJson(file, { schema: runSchema, speaker: 'Eval', example })
  return new Map(questions.map((one) => [one.id, one.measures]))
}
