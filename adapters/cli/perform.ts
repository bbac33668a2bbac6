import type { Assistant } from '../../bot/assistant.js'
import type { AskTask } from './ask-task.js'
import { askInContext } from './batch.js'
import { Conversation } from './conversation.js'
import { converse } from './converse.js'
import { penFor, toTerminal } from './terminal.js'

/**
 * Does what `ask` was asked to do; only answers go to standard output.
 * @param limit the characters of a message that are read
 */
export async function perform(task: AskTask, assistant: Assistant, limit: number): Promise<void> {
  const { stdout } = process
  switch (task.kind) {
    case 'converse':
      return converse(new Conversation(assistant, limit))
    case 'answer': {
      const answer = await new Conversation(assistant, limit).say(task.question)
      stdout.write(`${toTerminal(answer, penFor(stdout))}\n`)
      return
    }
    case 'batch':
      for (const asked of task.questions) {
        stdout.write(`${JSON.stringify(await askInContext(assistant, asked, limit))}\n`)
      }
  }
}
