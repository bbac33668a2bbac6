import { cp, mkdtemp } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../bot/answer/answer.js'
import type { Assistant } from '../../../bot/assistant.js'
import { toCitation } from '../../../bot/citation.js'
import { toReferences } from '../../../bot/references.js'
import { createAssistant } from '../../../bot/turn.js'
import { openKnowledge } from '../../../knowledge/open-knowledge.js'
import { converse, textOf } from '../../helpers/real-assistant.js'
import { realOptions } from '../../helpers/real-knowledge.js'
import { folder as report } from '../../helpers/report.js'

const bees = new URL('../../fakes/documents/upland-beekeepers/', import.meta.url)
const symbol = 'FUB/AR/2019/3'

interface Asked {
  readonly id: string
  readonly lang: string
  readonly question: string
  readonly context?: readonly string[]
  readonly paras: readonly number[]
  readonly must: readonly string[]
  readonly mustAny: readonly (readonly string[])[]
}

const readLines = (file: URL | string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Asked)
const questions = readLines(new URL('questions.jsonl', bees))
const ofReport = readLines('test/eval/questions.jsonl').filter(({ lang }) => lang === 'en')

const placesIn = (answer: Answer) =>
  answer.kind === 'answered' ? answer.sentences.flatMap(({ passages }) => passages) : []
const cite = (answer: Answer) =>
  answer.kind === 'answered' ? toCitation(toReferences(answer.sentences)) : ''

let both: Assistant
beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'two-documents-'))
  // What the report says is embedded already.
  await cp('data/index', join(dataDir, 'index'), { recursive: true })
  const options = { ...(await realOptions()), dataDir, documents: [report, bees] }
  both = createAssistant(await openKnowledge(options))
}, 300_000)

describe('a second document, which nobody wrote facts or questions about', () => {
  it.each(questions)('answers “$question” from it alone', async (asked) => {
    const answer = await converse(both, asked.question)
    expect(answer.kind).toBe('answered')
    expect(new Set(placesIn(answer).map(({ document }) => document))).toEqual(new Set([symbol]))
  })

  it('answers at least eight of twelve questions in full, from the right paragraph', async () => {
    const right: string[] = []
    for (const { id, question, paras, must, mustAny } of questions) {
      const answer = await converse(both, question)
      const text = textOf(answer).toLowerCase()
      const holds = (one: string) => text.includes(one.toLowerCase())
      const told = new Set(placesIn(answer).map(({ paragraph }) => paragraph))
      const isFull = must.every(holds) && mustAny.every((group) => group.some(holds))
      if (isFull && paras.every((paragraph) => told.has(paragraph))) right.push(id)
    }
    expect(right.length).toBeGreaterThanOrEqual(8)
  })

  it('is cited in a form of its own, as the report is in its own', async () => {
    const about = await converse(both, 'For which traits does the queen-breeding station select?')
    expect(cite(about)).toBe(
      'Federation of Upland Beekeepers, Annual report 2019, document FUB/AR/2019/3, para. 9.',
    )
    const drugs = await converse(both, 'How much cocaine was seized in 2011?')
    expect(cite(drugs)).toContain('report of the Secretariat” (CTOC/COP/2012/10), para. 29.')
  })

  it('is cited beside the other, each in its own form, where an answer rests on both', async () => {
    const answers = [
      await converse(both, 'How much cocaine was seized in 2011?'),
      await converse(both, 'For which traits does the queen-breeding station select?'),
    ]
    const sentences = answers.flatMap((one) => (one.kind === 'answered' ? one.sentences : []))
    expect(toCitation(toReferences(sentences)).split('\n')).toEqual(answers.map(cite))
  })

  it('is never cited in an answer to a question about the report', async () => {
    const wrong: string[] = []
    for (const { id, question, context = [] } of ofReport) {
      const answer = await converse(both, ...context, question)
      if (placesIn(answer).some(({ document }) => document === symbol)) wrong.push(id)
    }
    expect(wrong).toEqual([])
  }, 300_000)
})
