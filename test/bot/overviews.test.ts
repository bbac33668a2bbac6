import { beforeAll, describe, expect, it } from 'vitest'
import type { Expert } from '../../adapters/open-assistant.js'
import { citedIn, converse, openRealAssistant } from '../helpers/real-assistant.js'

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
})
