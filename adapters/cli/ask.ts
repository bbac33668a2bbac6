import { loadConfig } from '../config.js'
import { openAssistant } from '../open-assistant.js'
import { readAskTask } from './ask-task.js'
import { perform } from './perform.js'
import { runCommand, warn } from './run-command.js'

const usage = `Usage:
  npm run ask -- "QUESTION"                  answers in the terminal
  npm run ask                                opens a prompt that keeps the conversation
  npm run -s ask -- --json "QUESTION"        prints the answer as one JSON line
  npm run -s ask -- --json --batch FILE      prints one JSON line for each line of FILE`

await runCommand(usage, async (args) => {
  const task = await readAskTask(args)
  const config = loadConfig()
  await perform(task, await openAssistant(config, warn), config.maxMessageLength)
})
