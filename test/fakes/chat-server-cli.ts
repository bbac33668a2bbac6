import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { ChatMessage } from './chat-protocols.js'
import { type Behaviour, openChatServer } from './chat-server.js'

const usage = `Usage: node --import tsx test/fakes/chat-server-cli.ts [--port PORT] [--record DIR] [--replay FILE]
  --record DIR   writes each prompt that --replay doesn't know as JSON, and answers that nothing is known
  --replay FILE  JSON lines {"id","question","conversation","text"}: answers a prompt by its question
                 and conversation with the text`

const nothing = 'NOT IN THE EVIDENCE'
const lineSchema = z.object({
  id: z.string(),
  question: z.string(),
  conversation: z.string().default('-'),
  text: z.string(),
})

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    record: { type: 'string' },
    replay: { type: 'string' },
  },
})
const { record, replay } = values
if (record === undefined && replay === undefined) {
  process.stderr.write(`${usage}\n`)
  process.exit(2)
}
const known = new Map(replay === undefined ? [] : linesOf(replay))
if (record !== undefined) mkdirSync(record, { recursive: true })
const { origin } = await openChatServer(answer, Number(values.port))
process.stdout.write(`Listening on ${origin}\n`)

function answer(messages: readonly ChatMessage[]): Behaviour {
  const [question, conversation] = [block('question', messages), block('conversation', messages)]
  const text = known.get(keyOf(question, conversation))
  if (text !== undefined) return { kind: 'text', text }
  if (record === undefined) {
    // Who replays wants to know that an answer is missing, not an answer.
    process.stderr.write(`No answer to: ${question}\n`)
    return { kind: 'status', status: 404 }
  }
  const prompt = { question, conversation, messages }
  const id = createHash('sha256').update(JSON.stringify(messages)).digest('hex').slice(0, 16)
  writeFileSync(join(record, `${id}.json`), `${JSON.stringify({ id, ...prompt }, null, 2)}\n`)
  return { kind: 'text', text: nothing }
}

function linesOf(file: string): (readonly [string, string])[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)))
    .map(({ question, conversation, text }) => [keyOf(question, conversation), text] as const)
}

/** What stands between the tags of a prompt's block; each block is in the first question alone. */
function block(name: 'question' | 'conversation', messages: readonly ChatMessage[]): string {
  const all = messages.filter(({ role }) => role === 'user').map(({ content }) => content)
  const inside = new RegExp(`<${name}>\\n([\\s\\S]*?)\\n</${name}>`)
  return all.map((text) => inside.exec(text)?.[1]).find((one) => one !== undefined) ?? ''
}

function keyOf(question: string, conversation: string): string {
  return JSON.stringify([question.trim(), conversation.trim()])
}
