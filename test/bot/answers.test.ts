import { beforeAll, describe, expect, it } from 'vitest'
import type { Assistant } from '../../bot/assistant.js'
import { citedIn, converse, openRealAssistant, textOf } from '../helpers/real-assistant.js'

let assistant: Assistant
beforeAll(async () => {
  assistant = await openRealAssistant()
})

describe('a question that the report answers', () => {
  it.each([
    ['How much heroin did the container programme seize in 2011?', '666.9 kg', [29]],
    ['How many countries are in the airport network?', '19', [27]],
    ['where was the second conference on piracy money held?', 'Djibouti', [18]],
    ['Which resolution asked for this report?', '5/6', [1]],
    ['Who pays for the arms trafficking project?', 'European Union', [52]],
    ['whats the link to the socta guidance', 'SOCTA_Manual_2010.pdf', [14]],
    ['When was the film Ways and Means produced?', '2011', [44]],
    ['Is the guide on videoconferencing finished?', 'draft', [7]],
  ])('“%s” is answered with %s', async (question, part, paragraphs) => {
    const answer = await converse(assistant, question)
    expect(textOf(answer)).toContain(part)
    expect(citedIn(answer)).toEqual(paragraphs)
  })

  it('asked with typos, abbreviations and no capitals is found all the same', async () => {
    const answer = await converse(assistant, 'hw much coccaine did CCP sieze in 2011??')
    expect(textOf(answer)).toContain('9,219 kg')
  })

  it('with two parts gets both answered', async () => {
    const answer = await converse(
      assistant,
      'Where and when was the first conference on piracy money?',
    )
    expect(textOf(answer)).toMatch(/Nairobi.*May 2011/)
  })

  it('gives the same answer twice, and whatever was asked between', async () => {
    const ask = () => converse(assistant, 'Which countries trained intelligence analysts?')
    const first = await ask()
    await converse(assistant, 'What is hawala?')
    expect(await ask()).toEqual(first)
  })
})

describe('a list', () => {
  it('of manuals on a topic gives title, type, year and state of each', async () => {
    const answer = await converse(assistant, 'Which manuals exist on migrant smuggling?')
    expect(textOf(answer)).toContain(
      'In-depth Training Manual on Investigating and Prosecuting the Smuggling of Migrants (manual, 2011, available).',
    )
    expect(citedIn(answer)).toEqual([49])
  })

  it('of what is said about a country goes through its paragraphs in order', async () => {
    const answer = await converse(assistant, 'What does the report say about Kenya?')
    expect(citedIn(answer)).toEqual([16, 18, 27, 32, 35])
    expect(answer).toMatchObject({ kind: 'answered', layout: 'list' })
  })

  it('knows a country by its capital and by its people', async () => {
    const byCapital = await converse(assistant, 'Where do the authorities of Tegucigalpa appear?')
    const byPeople = await converse(assistant, 'list everything on the Honduran side')
    expect(citedIn(byCapital)).toEqual([10, 12, 13])
    expect(citedIn(byPeople)).toEqual([10, 12, 13])
  })
})

describe('a comparison', () => {
  it('tells both sides, each with its paragraph', async () => {
    const answer = await converse(
      assistant,
      'Compare the missions to Honduras and El Salvador: when was each of the two?',
    )
    expect(citedIn(answer).sort()).toEqual([12, 13])
    expect(textOf(answer)).toMatch(/December 2011|May 2012/)
    expect(textOf(answer)).toContain('March 2011')
  })
})

describe('a paragraph', () => {
  it('asked for by number is shown', async () => {
    const answer = await converse(assistant, 'What does paragraph 20 say?')
    expect(textOf(answer)).toContain('Senegal')
    expect(citedIn(answer)).toEqual([20])
  })

  it('asked for by letter is shown alone', async () => {
    const answer = await converse(assistant, 'show para. 25 (c)')
    expect(textOf(answer)).toContain('Guinea-Bissau')
    expect(textOf(answer)).not.toContain('Liberia')
  })

  it('that does not exist is said not to exist', async () => {
    expect(textOf(await converse(assistant, 'What does paragraph 75 say?'))).toContain('1 to 60')
  })
})

describe('a question that the report does not answer', () => {
  it.each([
    ['Who is the Executive Director of UNODC?'],
    ['How many States have ratified the Firearms Protocol?'],
    ['What was the budget of the Container Control Programme?'],
    ['How long does the film Ways and Means last?'],
    ['What is the name of the mentor in Kenya?'],
    ['how much cocaine was seized in 2009?'],
    ['What did UNODC do against piracy in 2015?'],
    ['Which help did Dominica receive?'],
    ['What does the report say about Equatorial Guinea?'],
    ['Is the Central African Republic in the airport project?'],
    ['Who won the football world cup?'],
    ['Why did Mauritius withdraw from prosecuting pirates?'],
  ])('“%s” is refused without a citation', async (question) => {
    const answer = await converse(assistant, question)
    expect(answer.kind).toBe('not-found')
    expect(citedIn(answer)).toEqual([])
  })

  it('names what is missing and offers questions that can be answered', async () => {
    const answer = await converse(assistant, 'How long does the film Ways and Means last?')
    expect(textOf(answer)).toContain('Ways and Means')
    const offered = await converse(assistant, answer.suggestions[0] ?? '')
    expect(offered.kind).toBe('answered')
  })

  it.each([
    ['Combien de pays participent au projet ?', 'fr', 'anglais'],
    ['¿Qué cantidad de cocaína se decomisó en el marco del programa?', 'es', 'inglés'],
    ['Какое содействие было оказано?', 'ru', 'английском'],
    ['ما هي المناطق؟', 'ar', 'بالإنكليزية'],
    ['哪些国家参加了？', 'zh', '英文'],
  ])(
    '“%s” is told in its own language that English is needed',
    async (question, language, word) => {
      const answer = await converse(assistant, question)
      expect(answer).toMatchObject({ kind: 'not-found', language })
      expect(textOf(answer)).toContain(word)
    },
  )
})

describe('a conversation', () => {
  it.each([
    [['What is REFCO?', 'which countries joined it recently?'], 'Mexico'],
    [
      [
        'How many countries does the Container Control Programme cover?',
        'and how many more are planned?',
      ],
      '15',
    ],
    [['Where was the first conference on piracy money held?', 'and the second?'], 'Djibouti'],
  ])('%j is answered with %s', async (questions, part) => {
    expect(textOf(await converse(assistant, ...questions))).toContain(part)
  })

  it('does not drag a new topic into the old one', async () => {
    const answer = await converse(
      assistant,
      'What is REFCO?',
      'How many kilograms of opium were seized in 2011?',
    )
    expect(textOf(answer)).toContain('30.9 kg')
    expect(citedIn(answer)).toEqual([29])
  })
})

describe('small talk', () => {
  it.each([
    ['hello'],
    ['thx a lot, thats all i needed!'],
    ['what can you do?'],
    ['are you a human?'],
    ['goodbye'],
  ])('“%s” is answered with the bot’s own words', async (said) => {
    expect((await converse(assistant, said)).kind).toBe('smalltalk')
  })
})
