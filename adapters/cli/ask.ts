import { loadConfig } from '../config.js'
import { readAskTask } from './ask-task.js'
import { runCommand, warn } from './run-command.js'

const usage = `Usage:
  npm run ask -- "QUESTION"                  answers in the terminal
  npm run ask                                opens a prompt that keeps the conversation
  npm run -s ask -- --json "QUESTION"        prints the answer as one JSON line
  npm run -s ask -- --json --batch FILE      prints one JSON line for each line of FILE
  npm run -s ask -- --show-prompt "QUESTION" prints what a language model would be sent, and sends nothing`

const noModel =
  'Ask: without a language model nothing is sent to anybody. Set MODEL_URL and MODEL_NAME.'

await runCommand(usage, async (args) => {
  const task = await readAskTask(args)
  const config = loadConfig()
  // Loaded only now, so that a wrong argument or setting is reported at once.
  const { openAssistant } = await import('../open-assistant.js')
  if (task.kind === 'show-prompt') {
    const { chatModel } = config
    if (chatModel === undefined) throw new Error(noModel)
    const { showPrompt } = await import('../chat-model/open-chat-model.js')
    const opened = await openAssistant(config, warn)
    process.stdout.write(`${await showPrompt(task.question, opened, chatModel)}\n`)
    return
  }
  const { perform } = await import('./perform.js')
  const { writtenBy } = await import('../chat-model/write-answers.js')
  const opened = await openAssistant(config, warn)
  await perform(task, await writtenBy(config, opened), config.maxMessageLength)
})
