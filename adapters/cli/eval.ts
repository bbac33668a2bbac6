import { loadConfig } from '../config.js'
import { readEvalOptions } from './eval-options.js'
import { runCommand } from './run-command.js'

const usage = `Usage: npm run eval -- [FILE] [options]
  FILE                          questions as JSON lines; test/eval/questions.jsonl unless told
  --misses                      lists the questions that are not answered as their labels ask
  --json                        prints one JSON object instead of tables
  --floor FILE                  ends with 1 where a measure is below the file's
  --compare FILE                compares with a run that --json printed
  --peers                       ranks with other engines over the same digest as well
  --without PART                leaves out facts, phrasings, gaps, words, names, or each in turn;
                                may be repeated
  --without-facts-of half       leaves out the facts of every second question's paragraphs, with
                                their phrasings`

await runCommand(usage, async (args) => {
  const options = await readEvalOptions(args)
  const config = loadConfig()
  // Loaded only now, so that a wrong argument or setting is reported at once.
  const { assistantOver, openModel } = await import('../open-assistant.js')
  const { evaluate } = await import('../eval/evaluate.js')
  const { writtenBy } = await import('../chat-model/write-answers.js')
  const embedder = await openModel(config)
  const { sections, below } = await evaluate(options, {
    embedder,
    open: async (without) => writtenBy(config, await assistantOver(embedder, config, without)),
    limit: config.maxMessageLength,
  })
  const report = options.json
    ? JSON.stringify(Object.assign({}, ...sections.map(({ data }) => data)))
    : sections.map(({ text }) => text).join('\n\n')
  process.stdout.write(`${report}\n`)
  if (below.length > 0) throw new Error(`Eval: below the floor:\n  ${below.join('\n  ')}`)
})
