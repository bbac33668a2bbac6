import { mkdtemp } from 'node:fs/promises'
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
const unanswerable = readLines(new URL('unanswerable.jsonl', bees))
const ofReport = readLines('test/eval/questions.jsonl').filter(({ lang }) => lang === 'en')

const placesIn = (answer: Answer) =>
  answer.kind === 'answered' ? answer.sentences.flatMap(({ passages }) => passages) : []
const cite = (answer: Answer) =>
  answer.kind === 'answered' ? toCitation(toReferences(answer.sentences)) : ''

let both: Assistant
beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'two-documents-'))
  const options = { ...(await realOptions()), dataDir, documents: [report, bees] }
  both = createAssistant(await openKnowledge(options))
}, 300_000)

describe('a second document, which nobody wrote facts or questions about', () => {
  it.each(questions)('answers “$question” from paragraph $paras', async (asked) => {
    const answer = await converse(both, asked.question)
    const text = textOf(answer).toLowerCase()
    const lacks = (one: string) => !text.includes(one.toLowerCase())
    expect(answer.kind).toBe('answered')
    expect(new Set(placesIn(answer).map(({ document }) => document))).toEqual(new Set([symbol]))
    expect(placesIn(answer).map(({ paragraph }) => paragraph)).toEqual(
      expect.arrayContaining([...asked.paras]),
    )
    expect(asked.must.filter(lacks)).toEqual([])
    expect(asked.mustAny.filter((group) => group.every(lacks))).toEqual([])
  })

  it.each(unanswerable)('says that nothing stands there on “$question”', async (asked) => {
    expect((await converse(both, asked.question)).kind).toBe('not-found')
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
