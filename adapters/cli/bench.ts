import { runBench, toBenchReport } from '../bench/run-bench.js'
import { loadConfig } from '../config.js'
import { readQuestions } from '../eval/questions.js'
import { runCommand, UsageError, warn } from './run-command.js'

const usage = `Usage: npm run bench -- [FILE]
  FILE    questions as JSON lines; test/eval/questions.jsonl unless told`

await runCommand(usage, async ([file = 'test/eval/questions.jsonl', ...others]) => {
  if (others.length > 0) throw new UsageError('Bench: name one question file.')
  const questions = (await readQuestions(file)).filter(({ context }) => context.length === 0)
  const texts = questions.map(({ question }) => question)
  const config = loadConfig()
  // Loaded only now, so that a wrong argument or setting is reported at once.
  const { openModel } = await import('../open-assistant.js')
  const embedder = await openModel(config)
  process.stdout.write(`${toBenchReport(await runBench(embedder, texts, warn))}\n`)
})
