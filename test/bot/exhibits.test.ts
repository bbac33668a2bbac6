import { beforeAll, describe, expect, it } from 'vitest'
import type { Answered } from '../../bot/answer/answer.js'
import type { Library } from '../../bot/library.js'
import type { Assistant } from '../../bot/assistant.js'
import { converse, openRealAssistant } from '../helpers/real-assistant.js'

let assistant: Assistant & Library
beforeAll(async () => (assistant = await openRealAssistant()))

/** What the answer to a question shows besides its sentences. */
async function shown(question: string): Promise<Answered & Required<Pick<Answered, 'exhibits'>>> {
  const answer = await converse(assistant, question)
  if (answer.kind !== 'answered' || !answer.exhibits) throw new Error(`${question} is not answered`)
  return { ...answer, exhibits: answer.exhibits }
}

describe('an answer shows', () => {
  it.each([
    ['What is the film Ways and Means about?', 'ways-and-means-film'],
    ['When was the Model Law against the Smuggling of Migrants published?', 'som-model-law'],
    ['Which languages is the model law on firearms available in?', 'firearms-model-law'],
  ])('to “%s” the publication %s', async (question, id) => {
    const { exhibits } = await shown(question)
    expect(exhibits.sheets.map((sheet) => sheet.id)).toEqual([id])
  })

  it('two publications that are compared', async () => {
    const question = 'Compare the In-depth Training Manual with the Basic Training Manual'
    const { exhibits } = await shown(question)
    expect(exhibits.sheets.map((sheet) => sheet.id).sort()).toEqual([
      'som-basic-manual',
      'som-in-depth-manual',
    ])
  })

  it('the figures that its sentences state, where they are of one unit and scope', async () => {
    const { exhibits } = await shown(
      'What was seized in 2011 under the Container Control Programme?',
    )
    expect(exhibits.figures.map(({ what }) => what).sort()).toEqual([
      'cannabis seized',
      'cocaine seized',
      'heroin seized',
      'opium seized',
      'precursor chemicals seized',
    ])
  })

  it.each(['Was more cocaine or heroin seized?', 'Compare heroin and cocaine seizures in 2011'])(
    'to “%s” both figures, in words and as bars',
    async (question) => {
      const { sentences, exhibits } = await shown(question)
      const text = sentences.map((sentence) => sentence.text).join(' ')
      expect(text).toContain('9,219 kg of cocaine')
      expect(text).toContain('666.9 kg of heroin')
      expect(exhibits.figures.map(({ value }) => value).sort()).toEqual([666.9, 9219])
    },
  )

  it('no bars for a single figure', async () => {
    const { exhibits } = await shown('How much cocaine was seized in 2011?')
    expect(exhibits.figures).toEqual([])
  })

  it('nothing but sentences where it tells of a country or an organization', async () => {
    const { exhibits } = await shown('What does the report say about Panama?')
    expect(exhibits).toMatchObject({ sheets: [], figures: [] })
  })

  it.each(['List the missions', 'What does the report say about Kenya?'])(
    'to “%s” a list whose entries can be had again word for word',
    async (question) => {
      const { sentences, exhibits } = await shown(question)
      const entries = await assistant.entries(exhibits.entries)
      const texts = sentences.slice(-entries.length).map(({ text }) => text)
      expect(exhibits.entries.length).toBeGreaterThan(2)
      expect(entries.map(({ text }) => text)).toEqual(texts)
    },
  )
})
