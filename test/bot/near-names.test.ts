import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { citedIn, openRealAssistant, textOf } from '../helpers/real-assistant.js'
import { openRealKnowledge } from '../helpers/real-knowledge.js'

const assistant = await openRealAssistant()
const { spelling, gazetteer } = await openRealKnowledge()
const countries = z
  .array(z.object({ name: z.object({ common: z.string(), official: z.string() }) }))
  .parse(createRequire(import.meta.url)('world-countries'))
const names = countries.flatMap(({ name }) => [name.common, name.official])

describe('a country whose name is part of another', () => {
  it.each(['What has been done in Guinea?', 'Was there a mission to Guinea?'])(
    'is met exactly in “%s”',
    async (question) => {
      const { answer } = await assistant.respond(question, [])
      expect(citedIn(answer)).not.toContain(25)
      expect(textOf(answer)).not.toContain('Guinea-Bissau')
    },
  )

  it.each([
    ['What is said about Niger?', 'Niger'],
    ['What about Equatorial Guinea?', 'Equatorial Guinea'],
    ['Is Papua New Guinea mentioned?', 'Papua New Guinea'],
    ['What happened in South Sudan?', 'South Sudan'],
    ['Did Dominica join REFCO?', 'Dominica'],
    ['Is the DRC in AIRCOP?', 'DR Congo'],
    ['WHAT ABOUT NIGER?', 'Niger'],
  ])('is refused where the report does not name it: %s', async (question, name) => {
    const { answer } = await assistant.respond(question, [])
    expect(answer.kind).toBe('not-found')
    expect(textOf(answer)).toContain(`The report does not mention ${name}.`)
  })
})

describe('the spelling', () => {
  it.each([
    ['is guinea bisau in WACI', 'Guinea-Bissau'],
    ['What about papua new guinee?', 'Papua New Guinea'],
    ['is trinidad and tobbago in AIRCOP', 'Trinidad and Tobago'],
    ['does equitorial guinea take part?', 'Equatorial Guinea'],
    ['Is burkina fasso in it?', 'Burkina Faso'],
  ])('takes what is nearly a longer name for that: %s', (text, name) => {
    expect(gazetteer(spelling(text)).map(({ entity }) => entity.name)).toContain(name)
  })

  it.each(['the West African States', 'what Central American prosecutors do'])(
    'leaves words that are right as they are: %s',
    (text) => {
      expect(spelling(text)).toBe(text)
    },
  )

  it('leaves the name of every country what it is', () => {
    const idsIn = (text: string) => gazetteer(text).map(({ entity }) => entity.id)
    const changed = names.filter((name) => {
      return idsIn(spelling(`What about ${name}?`)).join() !== idsIn(`What about ${name}?`).join()
    })
    expect(changed).toEqual([])
  })
})

describe('a question in capitals', () => {
  it.each([
    ['WHICH COUNTRIES ARE IN AIRCOP AND HOW MANY?', 27],
    ['WHEN WAS REFCO CREATED AND WHERE IS IT?', 8],
    ['HOW MUCH COCAINE WAS SEIZED IN 2011 AND WHO DID IT?', 29],
  ])('is answered without a country that isn’t in it: %s', async (question, paragraph) => {
    const { answer } = await assistant.respond(question, [])
    expect(citedIn(answer)[0]).toBe(paragraph)
  })
})
