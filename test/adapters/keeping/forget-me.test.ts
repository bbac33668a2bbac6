import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetHeld, listHeld } from '../../../adapters/keeping/privacy.js'
import { FeedbackFile } from '../../../adapters/keeping/feedback-file.js'
import { MissFile } from '../../../adapters/keeping/miss-file.js'
import { webChannel } from '../../../adapters/web/web-channel.js'
import commands from '../../../prompts/commands.json' with { type: 'json' }
import forgotten from '../../../prompts/forgotten.json' with { type: 'json' }
import { fill, words } from '../../../prompts/words.js'
import { message, post } from '../../fakes/activities.js'
import { cocaine, FakeAssistant, unsourced } from '../../fakes/assistant.js'
import { notedDisk } from '../../fakes/noted-disk.js'
import { serveBot } from '../../fakes/served-bot.js'
import { until } from '../direct-line/client.js'
import { begin, freshDataDir, postJson, serveChat } from '../direct-line/served-chat.js'

const contact = 'library@example.org'
const assistant = new FakeAssistant((text) => {
  if (text.includes('Wie')) return { ...unsourced('not-found', 'English only.'), language: 'de' }
  return text.includes('weather') ? unsourced('not-found', 'That is not in the report.') : cocaine()
})
const dataDir = freshDataDir()
const holder = { dataDir, conversationHours: 24 }
const channels = { webchat: webChannel }
const env = { NEW_CONVERSATIONS_PER_HOUR: '1000' }
const { disk } = notedDisk()
const feedback = new FeedbackFile(join(dataDir, 'feedback.ndjson'), disk)
const misses = new MissFile(join(dataDir, 'misses.ndjson'), disk)
const kept = (name: string) => {
  const path = join(dataDir, name)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}
const everything = () =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .join()
let chat: Awaited<ReturnType<typeof serveChat>>

beforeAll(async () => {
  chat = await serveChat({ assistant, dataDir, feedback, misses, channels, contact, env })
})
afterAll(() => chat.stop())

/** A conversation in which something was asked in vain, answered and judged. */
async function talked(name: string) {
  const line = await begin(chat.url)
  const heard = async (text: string) => {
    const { json } = await line.say(text)
    await until(async () => {
      const { activities } = await line.read()
      return activities.some(({ replyToId, type }) => type === 'message' && replyToId === json.id)
    })
    const { activities } = await line.read()
    return activities.find(({ replyToId, type }) => type === 'message' && replyToId === json.id)
  }
  await heard(`weather of ${name}`)
  const answer = await heard(`cocaine for ${name}`)
  const [, identifier] = /"identifier":"([^"]+)"/.exec(JSON.stringify(answer)) ?? []
  const entities = [{ '@type': 'DislikeAction', identifier }]
  const event = { type: 'event', name: 'webchat:activity-status/feedback', entities }
  await postJson(`${line.path}/activities`, event, line.headers)
  await until(() => kept('feedback.ndjson').includes(`cocaine for ${name}`))
  await until(() => kept('misses.ndjson').includes(`cocaine for ${name}`))
  const file = join(dataDir, 'conversations', String(chat.port), `${line.conversationId}.jsonl`)
  return { ...line, heard, file }
}

describe('what is asked in vain', () => {
  it('is kept with reason, answer, nearest paragraphs, channel and day, and without a name', async () => {
    await talked('Ann')
    const lines = kept('misses.ndjson')
      .split('\n')
      .filter((line) => line.includes('Ann'))
    const day = new Date().toISOString().slice(0, 10)
    const common = { day, channel: 'webchat' }
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      {
        ...common,
        reason: 'refused',
        question: 'weather of Ann',
        answer: 'That is not in the report.',
      },
      {
        ...common,
        reason: 'disliked',
        question: 'cocaine for Ann',
        places: [{ document: 'CTOC/COP/2012/10', paragraph: 29 }],
      },
    ])
    for (const line of lines) expect(line).not.toMatch(/dl_|conversation/)
  })

  it('is answered with what to try and whom to ask, where other words can help', async () => {
    const { heard } = await talked('Eve')
    const text = (await heard('weather again'))?.text
    expect(text).toContain(words.bot.tryAgain)
    expect(text).toContain(fill(words.bot.askInstead, { contact }))
    expect((await heard('Wie viele?'))?.text).toBe('English only.')
  })

  it('is kept of a channel without a name too', async () => {
    const { url, close } = await serveBot({ assistant, misses })
    await post(url, message('weather without a channel', { channelId: undefined }))
    await close()
    const file = new MissFile(join(dataDir, 'misses.ndjson'), disk)
    expect(file).toBeDefined()
    expect(kept('misses.ndjson')).toMatch(/weather without a channel.*"channel":"unknown"/)
    expect(existsSync(join(dataDir, 'misses.ndjson.rejected'))).toBe(false)
  })
})

describe('who wants to be forgotten', () => {
  it.each(Object.entries(commands.forget))('is understood in %s', async (language, [said = '']) => {
    const name = `Person ${language}`
    const { heard, file } = await talked(name)
    expect(readFileSync(file, 'utf8')).toContain(name)
    const reply = new Map(Object.entries(forgotten)).get(language)
    expect((await heard(said))?.text).toBe(reply)
    expect(readFileSync(file, 'utf8')).not.toContain(name)
    expect(everything()).not.toContain(name)
    expect((await heard('sources'))?.text).toBe(words.bot.noSources)
  })

  it('by the button has the conversation end, and others keep theirs', async () => {
    const other = await talked('Other')
    const { path, headers, file, say } = await talked('Button')
    const answer = await postJson(`${path}/forget`, {}, headers)
    expect([answer.status, answer.json]).toEqual([200, { forgotten: true }])
    expect(existsSync(file)).toBe(false)
    expect(everything()).not.toContain('Button')
    expect((await say('still there?')).status).toBe(403)
    expect(kept('feedback.ndjson')).toContain('cocaine for Other')
    expect(readFileSync(other.file, 'utf8')).toContain('Other')
  })

  it('by the operator too, while the bot is running', async () => {
    const { conversationId, file, say } = await talked('Operator')
    const held = listHeld(holder, disk).filter(({ id }) => id === conversationId)
    expect(held).toMatchObject([{ file: expect.stringContaining(conversationId) as string }])
    expect(JSON.stringify(listHeld(holder, disk))).not.toContain('cocaine')
    const removed = (await forgetHeld(holder, disk, conversationId)).map(({ file: name }) => name)
    const about = ['feedback', 'misses', 'offered', 'replies', 'given', 'latest']
    expect(removed).toEqual([
      expect.stringMatching(/^conversations\//),
      expect.stringMatching(/^turns\//),
      ...about.map((name) => `${name}.ndjson`),
    ])
    expect(everything()).not.toContain('Operator')
    expect((await say('still there?')).status).toBe(403)
    expect(existsSync(file)).toBe(false)
    expect(await forgetHeld(holder, disk, conversationId)).toEqual([])
  })
})
