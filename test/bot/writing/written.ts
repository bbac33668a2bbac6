import { onTestFinished } from 'vitest'
import type { Spent } from '../../../adapters/chat-model/allowance.js'
import { type Composing, writeAnswers } from '../../../adapters/chat-model/write-answers.js'
import { readConfig } from '../../../adapters/config.js'
import { createLog } from '../../../adapters/log.js'
import { assistantOver, type Opened } from '../../../adapters/open-assistant.js'
import { MemoryKeyed } from '../../../adapters/store/memory-keyed.js'
import type { ChatMessage } from '../../fakes/chat-protocols.js'
import { type Behaviour, openChatServer, type Script } from '../../fakes/chat-server.js'
import { openRealModel } from '../../helpers/real-knowledge.js'

let opened: Promise<Opened> | undefined

/** The product's assistant as it composes and verifies, opened once for all test files of a worker. */
export function openReal(): Promise<Opened> {
  return (opened ??= openRealModel().then((model) => assistantOver(model, { dataDir: 'data' })))
}

/** An assistant whose answers a service writes that does as its script says; with what it was asked. */
export async function openWritten(
  script: Script,
  env: Readonly<Record<string, string>> = {},
  more: Partial<Composing> = {},
) {
  const server = await openChatServer(script)
  onTestFinished(server.close)
  return { server, ...(await writtenOver(`${server.origin}/v1`, env, more)) }
}

/** The same over a service at an address. */
export async function writtenOver(
  url: string,
  env: Readonly<Record<string, string>> = {},
  more: Partial<Composing> = {},
) {
  const lines: string[] = []
  const log = createLog('debug', { write: (line: string) => void lines.push(line) })
  const { chatModel } = readConfig({ MODEL_URL: url, MODEL_NAME: 'small', ...env })
  const spent = new MemoryKeyed<Spent>({ entries: 1000 })
  const real = await openReal()
  const composing: Composing = {
    assistant: real,
    passages: () => Promise.resolve(real.passages),
    verify: (said, passages) => real.verify(said, passages),
    ...more,
  }
  const writing = await writeAnswers(chatModel, composing, { log, spent })
  if (!writing) throw new Error('A language model is set, but none was opened.')
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { ...writing, composing: real, logged }
}

/** Says one text after the other, the last one again and again. */
export function saying(...texts: readonly string[]): Script {
  return (messages, before) => text(cited(texts[before] ?? texts.at(-1) ?? '', messages))
}

export const text = (said: string): Behaviour => ({ kind: 'text', text: said })

/** Puts in the place of `{words}` the number of the passage in the prompt that has these words. */
export function cited(said: string, messages: readonly ChatMessage[]): string {
  return said.replace(/\{([^{}]+)\}/g, (_, words: string) => `[${numberOf(words, messages)}]`)
}

/** The number under which a prompt gives the passage with these words. */
export function numberOf(words: string, messages: readonly ChatMessage[]): number {
  const evidence = messages[0]?.content ?? ''
  const found = evidence
    .split(/\n(?=\[\d+\] )/)
    .find((one) => /^\[\d+\] /.test(one) && one.includes(words))
  if (found === undefined) throw new Error(`No passage has “${words}”.`)
  return Number(/\d+/.exec(found)?.[0])
}

/** What stands in a block of a prompt. */
export function blockOf(name: string, messages: readonly ChatMessage[]): string {
  const all = messages.map(({ content }) => content).join('\n')
  return new RegExp(`<${name}>\\n([\\s\\S]*?)\\n</${name}>`).exec(all)?.[1] ?? ''
}

/** A question and a right answer to it. */
export const asked = 'How much cocaine was seized in 2011?'
export const right = 'In 2011, the participating countries’ seizures included 9,219 kg of cocaine.'
export const at = ' {9,219 kg}'
