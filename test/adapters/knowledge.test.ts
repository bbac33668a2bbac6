import { describe, expect, it } from 'vitest'
import { startLoading } from '../../adapters/knowledge.js'
import type { Expert } from '../../adapters/open-assistant.js'
import { ask } from '../fakes/activities.js'
import { FakeAssistant } from '../fakes/assistant.js'
import { FakeLibrary } from '../fakes/library.js'
import { serveBot } from '../fakes/served-bot.js'

/** Answers at once, and looks things up. */
function expert(): Expert {
  const assistant = new FakeAssistant()
  return Object.assign(new FakeLibrary(), {
    respond: (text: string, history: Parameters<Expert['respond']>[1]) =>
      assistant.respond(text, history),
  })
}

/** Loading that ends when the test says so. */
function heldUp() {
  const said: string[] = []
  let resolve!: (expert: Expert) => void
  let reject!: (cause: Error) => void
  const opening = new Promise<Expert>((yes, no) => {
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
    resolve(expert())
    await knowledge.ready
    expect(knowledge.loading()).toBeUndefined()
    expect(said).toEqual(['Loading the model'])
  })

  it('keeps a message that came early, and answers it once it can', async () => {
    const { knowledge, resolve } = heldUp()
    const bot = await serveBot({ assistant: knowledge.assistant, loading: knowledge.loading })
    const early = ask(bot.url, 'How much?')
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(503)
    resolve(expert())
    expect(await early).toHaveLength(1)
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200)
    await bot.close()
  })

  it('reports a failure to whoever waits for it', async () => {
    const { knowledge, reject } = heldUp()
    reject(new Error('Index: torn.'))
    await expect(knowledge.ready).rejects.toThrow('Index: torn.')
    await expect(knowledge.assistant.respond('x', [])).rejects.toThrow('Index: torn.')
    await expect(knowledge.library.item('x')).rejects.toThrow('Index: torn.')
  })
})
