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

  it('is told where the name of a programme begins inside a shorter name', async () => {
    const question = 'Does Belize belong to the network of prosecutors of Central America?'
    const answer = await converse(assistant, question)
    expect(textOf(answer)).toContain('Belize')
    expect(textOf(answer)).toContain('REFCO')
    expect(citedIn(answer)).toContain(10)
  })

  it.each([
    ['Does AIRCOP operate in the Caribbean?', 'Jamaica is one of the 19 countries', ''],
    ['Does AIRCOP work in Central Asia?', '19 countries', 'a country in Central Asia'],
  ])('of a region is told by the countries in it for “%s”', async (question, text, remark) => {
    expect(textOf(await converse(assistant, question))).toContain(text)
    expect(await remarkTo(question)).toContain(remark)
  })
})

describe('what belongs to a list of the report', () => {
  it.each([
    ['Were mentors placed in South America?', 'South America', 31],
    ['Does the container programme work in South-East Asia?', 'South-East Asia', 29],
    [
      'Is Southern Africa among the regions of the arms trafficking project?',
      'Southern Africa',
      53,
    ],
    ['Were laws on migrant smuggling also looked at in South Asia?', 'South Asia', 47],
    ['Did Kenya host the workshops on trafficking in persons?', 'Kenya', 40],
    ['Did witness protection assessments take place in Rwanda?', 'Rwanda', 35],
    ['Did INTERPOL take part in the mission to Honduras?', 'INTERPOL', 13],
    ['Is UNDP among the partners of REFCO?', 'UNDP', 11],
    ['Is the Model Law on firearms also in Spanish?', 'Spanish', 54],
    ['Was the model law on migrants published in 2011?', '2011', 46],
  ])('is denied for “%s” with the list', async (question, name, paragraph) => {
    expect(await remarkTo(question)).toMatch(new RegExp(`report does not (name|give) ${name}`))
    expect(citedIn(await converse(assistant, question))).toContain(paragraph)
  })

  it.each([
    ['Does the mentor programme also work in West Africa?', 'In West Africa', 31],
    ['Did south-east asai get a mentor?', 'In South-East and Central Asia', 31],
    ['Is the Caribbean covered by the firearms project?', 'In the Caribbean, Jamaica', 53],
    ['Did OHCHR take part in the mission to Honduras?', '(OHCHR)', 13],
    ['Is the firearms model law available in English?', 'English', 54],
    ['Did Nepal take part in the FIU courses in India?', 'Nepal', 32],
    ['Is INTERPOL a partner of the West Africa Coast Initiative?', 'INTERPOL', 23],
  ])('is told for “%s”', async (question, text, paragraph) => {
    const answer = await converse(assistant, question)
    expect(textOf(answer)).toContain(text)
    expect(citedIn(answer)).toContain(paragraph)
    expect(await remarkTo(question)).toBe('')
  })

  it('is read of the list that was told before', async () => {
    const mentors = 'Which subregions have a mentor against money-laundering?'
    const there = await converse(assistant, mentors, 'Is Central America covered too?')
    expect(textOf(there)).toContain('In Central America')
    const workshops = 'Where were the criminal justice workshops on migrant smuggling held?'
    expect(await remarkTo(workshops, 'Also in South America?')).toContain('name South America')
  })

  it('isn’t denied where a wider region is named', async () => {
    const question = 'Does the container programme work in Central America?'
    expect(await remarkTo(question)).not.toContain('does not name Central America')
  })

  it.each([
    ['Is Ways and Means available online?', 'online'],
    ['Is the model law on firearms being drafted?', 'in preparation'],
    ['Is the toolkit on organ removal available?', 'available'],
  ])('is the standing of a publication for “%s”', async (question, status) => {
    expect(await remarkTo(question)).toBe(`The report does not say that it is ${status}.`)
  })

  it.each(['When were the prosecutors from Nicaragua trained?', 'Is Canada mentioned?'])(
    'isn’t looked for in “%s”',
    async (question) => {
      expect(await remarkTo(question)).not.toContain('among these')
    },
  )
})
