import type { Assistant } from '../../bot/assistant.js'
import type { Config } from '../config.js'
import { isMain, readQuestions } from '../eval/questions.js'
import { run, type Scored } from '../eval/run.js'
import { createLog } from '../log.js'
import type { Opened } from '../open-assistant.js'
import { mean, quantile } from '../statistics.js'
import { MemoryKeyed } from '../store/memory-keyed.js'
import { toShare, toTable } from '../table.js'
import type { Spent } from './allowance.js'
import type { ChatModelSettings } from './settings.js'
import { writeAnswers } from './write-answers.js'

/** The known questions, of which every so many-th is asked. */
const file = 'test/eval/second-questions.jsonl'
const asked = 30

/**
 * Asks questions of the composing assistant and of the one whose answers the model writes.
 * @returns a table of both side by side, with a line on what it took
 */
export async function checkModel(
  opened: Opened,
  settings: ChatModelSettings,
  { logLevel, maxMessageLength }: Pick<Config, 'logLevel' | 'maxMessageLength'>,
): Promise<string> {
  const all = (await readQuestions(file)).filter(isMain)
  const questions = all.filter((_, at) => (at * asked) % all.length < asked)
  const spent = new MemoryKeyed<Spent>({ entries: 1000 })
  let [dropped, written] = [0, 0]
  const ground = { log: createLog(logLevel), spent, note: (some: number) => (dropped += some) }
  const composing = {
    assistant: opened,
    verify: opened.verify,
    passages: () => Promise.resolve(opened.passages),
  }
  const writing = await writeAnswers(settings, composing, ground)
  const counting: Assistant = {
    async respond(text, history, asker) {
      const given = await (writing?.assistant ?? opened).respond(text, history, asker)
      if (given.answer.kind === 'answered' && given.answer.generated === true) written += 1
      return given
    },
  }
  const composed = await run(opened, questions, maxMessageLength)
  const scored = await run(counting, questions, maxMessageLength)
  const today = await spent.get(new Date().toISOString().slice(0, 10))
  const { tokens = 0, cost = 0 } = today ?? {}
  return [
    toTable(
      ['answers', 'correct', 'precision', 'recall', 'words', 'ms p50', 'ms p95'],
      [rowOf('composed', composed), rowOf('written', scored)],
    ),
    `${questions.length} questions: ${written} answers are the model’s, ${dropped} of its sentences were left out.`,
    `It took ${tokens} tokens${cost > 0 ? `, which cost ${cost.toFixed(4)}` : ''}.`,
  ].join('\n\n')
}

function rowOf(name: string, scored: readonly Scored[]): string[] {
  const measured = (['correct', 'precision', 'recall'] as const).map((measure) =>
    toShare(mean(scored.map(({ measures }) => measures[measure]))),
  )
  const words = scored.map(({ answer }) => answer.text.split(/\s+/).length)
  const times = scored.map(({ ms }) => ms)
  const shown = [quantile(words, 0.5), quantile(times, 0.5), quantile(times, 0.95)]
  return [name, ...measured, ...shown.map((value) => value.toFixed(0))]
}
