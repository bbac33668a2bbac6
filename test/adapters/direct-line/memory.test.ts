import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FakeAssistant } from '../../fakes/assistant.js'
import { until } from './client.js'
import { begin, freshDataDir, serveChat } from './served-chat.js'

const question = 'How much cocaine was seized?'
const places = [{ document: 'CTOC/COP/2012/10', paragraph: 29 }]

/** A turn as releases kept it that knew one document. */
const former = {
  question,
  explicit: question,
  paragraphs: [29, 30],
  facts: ['seizures-2011'],
  references: [
    { document: 'CTOC/COP/2012/10', paragraph: 29, label: 'para. 29', quote: 'In 2011' },
  ],
  message: 'm1',
}

/**
 * Begins a conversation, ends its process, puts lines into its file and asks on in new processes.
 * @returns what the assistant is given last of the turns before, the file, and that of lines that were set aside
 */
async function afterRestart({
  before = [],
  turns = [],
  restarts = 1,
}: {
  before?: string[]
  turns?: object[]
  restarts?: number
}) {
  const dataDir = freshDataDir()
  const first = await serveChat({ dataDir })
  const { conversationId: id, path, headers, say } = await begin(first.url)
  const answers = async () => {
    const ask = () => fetch(`${path}/activities`, { headers })
    const { activities } = (await (await ask().catch(ask)).json()) as {
      activities: { from: { role: string } }[]
    }
    return activities.filter(({ from }) => from.role === 'bot').length
  }
  const heard = async (text: string) => {
    const known = await answers()
    await say(text)
    await until(async () => (await answers()) > known)
  }
  for (const text of before) await heard(text)
  await first.stop()
  const file = join(dataDir, 'conversations', String(first.port), `${id}.jsonl`)
  for (const turn of turns) {
    appendFileSync(file, `${JSON.stringify({ kind: 'turn', at: Date.now(), turn })}\n`)
  }
  const assistant = new FakeAssistant()
  const logs: string[] = []
  for (let start = 0; start < restarts; start += 1) {
    const later = await serveChat({ dataDir, port: first.port, assistant })
    await heard('And in 2010?')
    await later.stop()
    logs.push(later.log())
  }
  const { history } = assistant.asked.at(-1) ?? {}
  return { history, file, rejected: `${file}.rejected`, log: () => logs.join('') }
}

describe('what the bot remembers of a conversation in the web chat', () => {
  it('is known after a restart, with the places of each answer', async () => {
    const { history, log } = await afterRestart({ before: [question] })
    expect(history).toMatchObject([{ question, explicit: question, places, told: ['cocaine'] }])
    expect(log()).not.toContain('rejected')
  })

  it('is read from files of earlier releases, which kept numbers of paragraphs', async () => {
    const { history, log } = await afterRestart({ turns: [former] })
    const both = [29, 30].map((paragraph) => ({ document: 'CTOC/COP/2012/10', paragraph }))
    const { message, references } = former
    const same = { question, explicit: question, message, references }
    expect(history).toEqual([{ ...same, places: both, told: ['seizures-2011'] }])
    expect(log()).not.toContain('rejected')
  })

  it('is taken over once from such a file, which keeps nothing of it', async () => {
    const { history, file } = await afterRestart({ turns: [former, former], restarts: 2 })
    expect(history?.map((turn) => turn.question)).toEqual([question, question, 'And in 2010?'])
    expect(readFileSync(file, 'utf8')).not.toContain('"kind":"turn"')
  })

  it('lacks a turn alone that can’t be read', async () => {
    const { paragraphs, ...placeless } = former
    const { history, rejected } = await afterRestart({
      before: [question],
      turns: [placeless, { ...placeless, places: [{ paragraph: 29 }] }, former],
    })
    expect(paragraphs).toEqual([29, 30])
    expect(history?.map((turn) => turn.places.length)).toEqual([1, 2])
    expect(readFileSync(rejected, 'utf8').trim().split('\n')).toHaveLength(2)
  })
})
