import { loadConfig } from '../config.js'
import { runCommand, UsageError, warn } from './run-command.js'

const usage = `Usage: npm run model:check
  asks the language model that is set (MODEL_URL, MODEL_NAME) 30 of the known questions, and prints
  how its answers do beside the composed ones: correct, words, sentences left out, tokens, cost, time`

await runCommand(usage, async (args) => {
  if (args.length > 0) throw new UsageError('Model check: it takes no arguments.')
  const { chatModel, ...config } = loadConfig()
  if (chatModel === undefined) {
    throw new Error('Model check: no language model is set. Set MODEL_URL and MODEL_NAME.')
  }
  // Loaded only now, so that a wrong argument or setting is reported at once.
  const { openAssistant } = await import('../open-assistant.js')
  const { checkModel } = await import('../chat-model/check-model.js')
  const opened = await openAssistant(config, warn)
  process.stdout.write(`${await checkModel(opened, chatModel, config)}\n`)
})
