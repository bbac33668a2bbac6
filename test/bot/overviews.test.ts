import { beforeAll, describe, expect, it } from 'vitest'
import type { Expert } from '../../adapters/open-assistant.js'
import { citedIn, converse, openRealAssistant, textOf } from '../helpers/real-assistant.js'

let assistant: Expert
beforeAll(async () => {
  assistant = await openRealAssistant()
}, 120_000)

describe('an overview', () => {
  it.each([
    ['what about firearms?', [51, 52, 53, 54]],
    ['summary of the work on piracy', [16, 17, 18]],
    ['West Africa', [6, 23, 25, 53]],
    ['summarize the work in Central Asia', [19]],
    ['tell me about WACI', [23, 24, 25, 26]],
    ['what happened in 2011', [12, 13, 14, 40, 52]],
    ['what is this report about', [1, 7, 34, 51, 60]],
    ['What about UNODC?', [2, 4, 60]],
  ])('of “%s” has a line for each paragraph, in few lines', async (question, paragraphs) => {
    const answer = await converse(assistant, question)
    expect(citedIn(answer)).toEqual(expect.arrayContaining(paragraphs))
    expect(answer.kind === 'answered' && answer.sentences.length).toBeLessThanOrEqual(12)
  })

  it.each([
    ['What does the report say about prosecutors?', 10],
    ['what does the document say about corruption', 35],
    ['Tell me what the report says about gender', 36],
    ['what is said in the paper about terrorism', 20],
  ])(
    'looks for the subject of “%s” and not for the words around it',
    async (question, paragraph) => {
      expect(citedIn(await converse(assistant, question))).toContain(paragraph)
    },
  )

  it.each([
    'What does the report say about tax evasion?',
    'anything on beekeeping',
    'What does the report say about the Camorra?',
    'What does the report say about overfishing?',
  ])('of what is never mentioned is refused: “%s”', async (question) => {
    expect(await converse(assistant, question)).toMatchObject({ kind: 'not-found' })
  })

  it('of what is never mentioned names what is missing only where that was asked', async () => {
    expect(textOf(await converse(assistant, 'anything on beekeeping'))).not.toContain('begging')
    expect(textOf(await converse(assistant, 'trafficking in cultural property'))).toContain(
      'cultural property',
    )
  })
})
