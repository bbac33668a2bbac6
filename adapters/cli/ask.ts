import { loadConfig } from '../config.js'
import { readAskTask } from './ask-task.js'
import { runCommand, warn } from './run-command.js'

const usage = `Usage:
  npm run ask -- "QUESTION"                  answers in the terminal
  npm run ask                                opens a prompt that keeps the conversation
  npm run -s ask -- --json "QUESTION"        prints the answer as one JSON line
  npm run -s ask -- --json --batch FILE      prints one JSON line for each line of FILE`

await runCommand(usage, async (args) => {
  const task = await readAskTask(args)
  const config = loadConfig()
  // Loaded only now, so that a wrong argument or setting is reported at once.
  const { openAssistant } = await import('../open-assistant.js')
  const { perform } = await import('./perform.js')
  await perform(task, await openAssistant(config, warn), config.maxMessageLength)
})
