import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openChatModel } from '../../../adapters/chat-model/open-chat-model.js'
import { readConfig } from '../../../adapters/config.js'
import { forgetHeld, listHeld } from '../../../adapters/keeping/privacy.js'
import { createLog } from '../../../adapters/log.js'
import { openStores } from '../../../adapters/store/open-stores.js'
import { addressOf, services } from '../../fakes/chat-protocols.js'
import { openChatServer } from '../../fakes/chat-server.js'
import { notedDisk } from '../../fakes/noted-disk.js'
import { requestOf } from './guarded.js'

const person = 'msteams/conversation/jane'
const { signal } = new AbortController()

/** The model of a data folder, as a start opens it. */
async function start(dataDir: string, env: Record<string, string>) {
  const holder = { dataDir, conversationHours: 24 }
  const { disk } = notedDisk()
  const { spent } = openStores(holder, disk)
  const opened = await openChatModel(readConfig(env).chatModel, createLog('silent'), spent)
  return { opened, holder, disk, spent }
}

describe('the language model that is set', () => {
  it.each(services)('is asked as the settings say, over %s', async (service) => {
    const server = await openChatServer(() => ({ kind: 'text', text: 'So. [1]' }))
    onTestFinished(server.close)
    const { opened } = await start(mkdtempSync(join(tmpdir(), 'model-')), {
      MODEL_URL: `${addressOf(service, server.origin)}/`,
      MODEL_NAME: 'small',
      MODEL_SERVICE: service,
      MODEL_KEY: 'sk-key',
    })
    expect(opened?.state()).toBe('untried')
    await opened?.probe()
    expect(opened?.state()).toBe('answers')
    expect(await opened?.model.write(requestOf('How?'), { person, signal })).toBe('So. [1]')
    expect(server.asked.map((one) => one.service)).toEqual([service, service])
    expect(await opened?.show(requestOf('How?'))).toContain('--- human')
    expect(server.asked).toHaveLength(2)
  })

  it('keeps what it took over a restart, of nobody by name, and for no new allowance', async () => {
    const server = await openChatServer(() => ({
      kind: 'text',
      text: 'So. [1]',
      tokens: { input: 990, output: 9 },
    }))
    onTestFinished(server.close)
    const dataDir = mkdtempSync(join(tmpdir(), 'model-'))
    const env = {
      MODEL_URL: `${server.origin}/v1`,
      MODEL_NAME: 'small',
      MODEL_TOKENS_PER_PERSON: '1500',
    }
    const first = await start(dataDir, env)
    await first.opened?.model.write(requestOf('How?'), { person, signal })
    const { opened, holder, disk, spent } = await start(dataDir, env)
    expect(await spent.get(new Date().toISOString().slice(0, 10))).toEqual({ tokens: 999, cost: 0 })
    expect(readFileSync(join(dataDir, 'spent.ndjson'), 'utf8')).not.toMatch(
      /jane|conversation|20\d\d-/,
    )
    expect(listHeld(holder, disk)).toEqual([])
    expect(await forgetHeld(holder, disk, person)).toEqual([])
    const again = opened?.model.write(requestOf('Why?'), { person, signal })
    await expect(again).rejects.toThrow('allowance of one person')
  })

  it('is none where none is set', async () => {
    expect((await start(mkdtempSync(join(tmpdir(), 'model-')), {})).opened).toBeUndefined()
  })
})
