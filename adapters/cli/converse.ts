import { createInterface } from 'node:readline/promises'
import type { Answer } from '../../bot/answer.js'
import type { Assistant, Turn } from '../../bot/assistant.js'
import { words } from '../../prompts/words.js'
import { type Pen, penFor, toSourceLines, toTerminal } from './terminal.js'

/** How many earlier turns a question may lean on. */
const remembered = 6

/** A conversation in the terminal: answers lines until the input ends or somebody quits. */
export async function converse(assistant: Assistant): Promise<void> {
  const { stdin: input, stdout: output } = process
  const pen = penFor(output.isTTY)
  const lines = createInterface({ input, output, prompt: pen.strong('? '), terminal: output.isTTY })
  console.log(`${words.cli.opening}\n`)
  lines.prompt()
  let history: readonly Turn[] = []
  let last: Answer | undefined
  for await (const line of lines) {
    const text = line.trim()
    if (text === '/quit') break
    const said = text.startsWith('/') ? command(text, last, pen) : undefined
    if (said === undefined && text !== '') {
      const { answer, turn } = await assistant.respond(text, history)
      history = [...history, turn].slice(-remembered)
      last = answer
    }
    if (text !== '') console.log(`\n${said ?? (last ? toTerminal(last, pen) : '')}\n`)
    lines.prompt()
  }
  lines.close()
}

function command(text: string, last: Answer | undefined, pen: Pen): string {
  if (text === '/help') return words.cli.help
  if (text === '/sources') return toSourceLines(last, pen)
  return words.cli.unknownCommand
}
