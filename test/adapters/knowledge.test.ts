import { describe, expect, it } from 'vitest'
import { startLoading } from '../../adapters/knowledge.js'
import type { Assistant } from '../../bot/assistant.js'
import { ask } from '../fakes/activities.js'
import { FakeAssistant } from '../fakes/assistant.js'
import { serveBot } from '../fakes/served-bot.js'

/** Loading that ends when the test says so. */
function heldUp() {
  const said: string[] = []
  let resolve!: (assistant: Assistant) => void
  let reject!: (cause: Error) => void
  const opening = new Promise<Assistant>((yes, no) => {
    resolve = yes
    reject = no
  })
  const open = (progress: (line: string) => void) => {
    progress('Loading the model')
    return opening
  }
  const knowledge = startLoading(open, (line) => said.push(line))
  return { resolve, reject, knowledge, said }
}

describe('knowledge that is being loaded', () => {
  it('says what it waits for, until it is ready', async () => {
    const { knowledge, said, resolve } = heldUp()
    expect(knowledge.loading()).toBe('Loading the model')
    resolve(new FakeAssistant())
    await knowledge.ready
    expect(knowledge.loading()).toBeUndefined()
    expect(said).toEqual(['Loading the model'])
  })

  it('keeps a message that came early, and answers it once it can', async () => {
    const { knowledge, resolve } = heldUp()
    const bot = await serveBot({ assistant: knowledge.assistant, loading: knowledge.loading })
    const early = ask(bot.url, 'How much?')
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(503)
    resolve(new FakeAssistant())
    expect(await early).toHaveLength(1)
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200)
    await bot.close()
  })

  it('reports a failure to whoever waits for it', async () => {
    const { knowledge, reject } = heldUp()
    reject(new Error('Index: torn.'))
    await expect(knowledge.ready).rejects.toThrow('Index: torn.')
    await expect(knowledge.assistant.respond('x', [])).rejects.toThrow('Index: torn.')
  })
})
