import { createInterface } from 'node:readline/promises'
import type { Answer } from '../../bot/answer/answer.js'
import type { Assistant } from '../../bot/assistant.js'
import { words } from '../../prompts/words.js'
import type { AskTask } from './ask-task.js'
import { askInContext } from './batch.js'
import { Conversation } from './conversation.js'
import { aboutLast, penFor, toTerminal, type Pen } from './terminal.js'

/** What is done with the assistant alone. */
type Performed = Exclude<AskTask, { readonly kind: 'show-prompt' }>

/**
 * Does what `ask` was asked to do; only answers go to standard output.
 * @param limit the characters of a message that are read
 */
export async function perform(task: Performed, assistant: Assistant, limit: number): Promise<void> {
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

/** Answers the lines of standard input until it ends or somebody quits. */
async function converse(conversation: Conversation): Promise<void> {
  const { stdin: input, stdout: output } = process
  const pen = penFor(output)
  const typed = input.isTTY && output.isTTY
  const lines = createInterface({ input, output, prompt: pen.strong('? '), terminal: typed })
  if (typed) say(words.cli.opening)
  if (typed) lines.prompt()
  let last: Answer | undefined
  for await (const line of lines) {
    const text = line.trim()
    if (text === '/quit') break
    // Lines from a pipe are shown, so that the output reads like the conversation it was.
    if (!typed && text !== '') output.write(`? ${text}\n`)
    const own = text.startsWith('/') ? command(text, last, pen) : undefined
    if (own !== undefined) say(own)
    else if (text !== '') say(toTerminal((last = await conversation.say(text)), pen))
    if (typed) lines.prompt()
  }
  lines.close()
}

function command(text: string, last: Answer | undefined, pen: Pen): string {
  if (text === '/help') return words.cli.help
  if (text === '/sources') return aboutLast('sources', last, pen)
  if (text === '/cite') return aboutLast('cite', last, pen)
  return words.cli.unknownCommand
}

function say(text: string): void {
  process.stdout.write(`\n${text}\n\n`)
}
