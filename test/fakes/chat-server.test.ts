import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { guarded, requestOf } from '../adapters/chat-model/guarded.js'

/** The server as a process of its own. */
async function served(...args: string[]) {
  const program = ['--import', 'tsx', 'test/fakes/chat-server-cli.ts', ...args]
  const run = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void run.kill())
  const [line] = z.tuple([z.string()]).parse(await once(createInterface(run.stdout), 'line'))
  const { model } = await guarded('openai', line.replace('Listening on ', ''))
  const { signal } = new AbortController()
  return (question: string, conversation = '-') =>
    model.write({ ...requestOf(question), conversation }, { person: 'me', signal })
}

describe('the server of a language model by itself', () => {
  it('writes down what it is asked, and knows nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'record-'))
    const ask = await served('--record', folder)
    expect(await ask('How?', '- Why?')).toBe('NOT IN THE EVIDENCE')
    const [name = '', ...others] = readdirSync(folder)
    expect(others).toEqual([])
    const recorded: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    expect(recorded).toMatchObject({
      question: 'How?',
      conversation: '- Why?',
      messages: [{ role: 'system' }, { role: 'user' }],
    })
  })

  it('answers by question and conversation from a file, and nothing else', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'replay-')), 'answers.jsonl')
    const lines = [
      { id: '1', question: 'How?', conversation: '-', text: 'So. [1]' },
      { id: '2', question: 'How?', conversation: '- Why?', text: 'Otherwise. [1]' },
    ]
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
    const ask = await served('--replay', file)
    expect(await ask('How?')).toBe('So. [1]')
    expect(await ask('How?', '- Why?')).toBe('Otherwise. [1]')
    await expect(ask('When?')).rejects.toThrow('status 404')
  })
})
