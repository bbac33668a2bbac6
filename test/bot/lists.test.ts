import { beforeAll, describe, expect, it } from 'vitest'
import type { Expert } from '../../adapters/open-assistant.js'
import { citedIn, converse, openRealAssistant, textOf } from '../helpers/real-assistant.js'

let assistant: Expert
beforeAll(async () => {
  assistant = await openRealAssistant()
}, 120_000)

const answerTo = async (question: string) => converse(assistant, question)

describe('a list', () => {
  it.each([
    ['list all countries mentioned', 'All 73 countries', 'Burkina Faso'],
    ['how many countries does the report mention', 'names 73 countries', 'Viet Nam'],
    ['list all countries in Africa', 'All 30 countries in Africa', 'Morocco'],
    ['list all resolutions', 'All 4 resolutions and decisions', '20/6'],
    ['which publications are there', 'All 21 publications and tools', 'Ways and Means'],
    ['Which global programmes are there?', 'All 7 global programmes', 'cybercrime'],
    ['how many manuals on migrant smuggling', 'names 2 manuals', 'Basic Training Manual'],
    ['how many conferences on piracy were held in 2011', 'names 2 conferences', 'Djibouti'],
    ['what is being drafted', 'All 5 publications and tools in preparation', 'videoconferencing'],
    ['what is available online', 'All 3 publications and tools', 'www.unodc.org'],
    ['materials for a course on human trafficking', 'All 5 publications', 'first-aid kit'],
    ['which toolkits and manuals on human trafficking', 'All 3', 'removal of organs'],
    ['list all events in Kenya', 'All 4 events for Kenya', 'Witness Protection Agency'],
  ])('answers “%s” whole, with its number', async (question, head, entry) => {
    const answer = await answerTo(question)
    expect(textOf(answer)).toContain(head)
    expect(textOf(answer)).toContain(entry)
    expect(citedIn(answer).length).toBeGreaterThan(0)
  })

  it('names every country once, a line for each region', async () => {
    const answer = await answerTo('list all countries mentioned')
    const names = textOf(answer).split(/[:,.;] /)
    expect(names.filter((name) => name === 'Ghana')).toHaveLength(1)
  })

  it('is of one kind of thing where a second tells of the first', async () => {
    expect(textOf(await answerTo('how many countries in UNODC programmes'))).not.toMatch(/98/)
    const both = textOf(await answerTo('list all countries and programmes'))
    expect(both).toContain('countries, programmes')
  })

  it.each([
    'how many states are party to UNTOC now?',
    'how many manuals were sold to pirates',
    'How many countries are in the United Nations now?',
  ])('is not told where a word of “%s” asks for something else', async (question) => {
    expect(textOf(await answerTo(question))).not.toMatch(/^(?:All|The report names) \d/)
  })
})
