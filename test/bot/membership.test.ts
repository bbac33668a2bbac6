import { beforeAll, describe, expect, it } from 'vitest'
import type { Expert } from '../../adapters/open-assistant.js'
import { citedIn, converse, openRealAssistant, textOf } from '../helpers/real-assistant.js'

let assistant: Expert
beforeAll(async () => {
  assistant = await openRealAssistant()
}, 120_000)

async function remarkTo(...questions: string[]): Promise<string> {
  const answer = await converse(assistant, ...questions)
  return answer.kind === 'answered' ? (answer.remark ?? '') : ''
}

describe('membership', () => {
  it.each([
    ['is Nigeria part of AIRCOP', 'Nigeria is one of the 19 countries', 27],
    ['Are Kenya and Togo in the airport project?', 'Togo is one of the 19 countries', 27],
    ['Is Uruguay covered by the firearms project?', 'Uruguay is one of the 15 countries', 53],
    ['which countries are in WACI', 'four pilot countries', 25],
    ['Which countries are in AIRCOP, is Nigeria one?', 'Nigeria is one of the 19', 27],
  ])('is told for “%s” by its paragraph', async (question, text, paragraph) => {
    const answer = await converse(assistant, question)
    expect(textOf(answer)).toContain(text)
    expect(citedIn(answer)).toContain(paragraph)
    expect(await remarkTo(question)).toBe('')
  })

  it('is told of the programme that was spoken of before', async () => {
    const questions = ['What is AIRCOP?', 'which countries are in it, is Nigeria one?'] as const
    const answer = await converse(assistant, ...questions)
    expect(textOf(answer)).toContain('Nigeria is one of the 19 countries')
  })

  it.each([
    ['is Nigeria part of the firearms project', 'does not name Nigeria', 53],
    ['is Jordan a member of REFCO?', 'does not name Jordan', 10],
    ['does the container programme work in Ghana', 'does not name Ghana', 29],
    ['which countries are NOT in the firearms project', 'names no others', 53],
  ])('is denied for “%s” with the list as evidence', async (question, remark, paragraph) => {
    expect(await remarkTo(question)).toContain(remark)
    expect(citedIn(await converse(assistant, question))).toContain(paragraph)
  })

  it.each([
    ['Why did Brazil leave AIRCOP?', 'does not say that Brazil left'],
    ['When did Kenya and Togo quit AIRCOP?', 'does not say that Kenya and Togo left'],
    ['Which countries left REFCO?', 'does not say that any country left'],
  ])('corrects what “%s” takes for granted', async (question, remark) => {
    expect(await remarkTo(question)).toContain(remark)
  })

  it.each([
    ['How many countries does the arms trafficking project cover?', '15 countries', 'Uruguay'],
    ['how many countries are in the airport project', '19 countries', 'Togo'],
  ])('is counted as well where “%s” asks how many', async (question, count, last) => {
    const text = textOf(await converse(assistant, question))
    expect(text).toContain(count)
    expect(text).toContain(last)
  })

  it('does not stand in for a date that the report lacks', async () => {
    const answer = await converse(assistant, 'when did Ghana join AIRCOP')
    expect(textOf(answer)).not.toContain('Ghana is one of')
  })
})
