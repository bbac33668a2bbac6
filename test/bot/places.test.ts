import { beforeAll, describe, expect, it } from 'vitest'
import type { Expert } from '../../adapters/open-assistant.js'
import type { Answer } from '../../bot/answer/answer.js'
import { converse, openRealAssistant, textOf } from '../helpers/real-assistant.js'

let expert: Expert

beforeAll(async () => {
  expert = await openRealAssistant()
})

/** The places that an answer cites, each once, in its order. */
function placesOf(answer: Answer): string {
  if (answer.kind !== 'answered') return answer.kind
  const cited = answer.sentences.flatMap(({ passages }) =>
    passages.map(({ paragraph, subparagraph = '' }) => `${paragraph}${subparagraph}`),
  )
  return [...new Set(cited)].join(' ')
}

const ask = (...questions: string[]) => converse(expert, ...questions)

describe('a message that names places', () => {
  it.each([
    ['§ 14', '14'],
    ['¶ 14', '14'],
    ['paragraph No. 14', '14'],
    ['para #14', '14'],
    ['par. 14', '14'],
    ['#14', '14'],
    ['para14', '14'],
    ['paragrph 14', '14'],
    ['paragraph fourteen', '14'],
    ['paragraph twenty-six', '26'],
    ['the 14th paragraph', '14'],
    ['the twenty-sixth paragraph', '26'],
    ['the last paragraph', '60'],
    ['the first two paragraphs', '1 2'],
    ['What does paragraph 14 say?', '14'],
    ['Could you please read out para. 33 for me?', '33'],
    ['29', '29'],
    ['paras. 12 and 13', '12 13'],
    ['paras 59-60', '59 60'],
    ['§§ 12–13', '12 13'],
    ['paragraphs 16 to 18', '16 17 18'],
    ['between paragraphs 12 and 14', '12 13 14'],
    ['paragraphs 58 onwards', '58 59 60'],
    ['paras 3, 8 and 26', '3 8 26'],
    ['sub-paragraph (c) of paragraph 5', '5c'],
    ['para. 25, sub-para. (c)', '25c'],
    ['25 (c)', '25c'],
    ['5c', '5c'],
    ['the second sub-paragraph of paragraph 25', '25b'],
    ['para. 25 (a) to (c)', '25a 25b 25c'],
    ['section V, paragraph 26', '26'],
    ['CTOC/COP/2012/10, para. 14', '14'],
    ['https://undocs.org/en/CTOC/COP/2012/10?para=3, para. 14', '14'],
  ])('shows what stands there: %s', async (question, places) => {
    expect(placesOf(await ask(question))).toBe(places)
  })

  it('shows a paragraph word for word', async () => {
    const shown = textOf(await ask('para. 60'))
    expect(shown).toContain('over a wide thematic portfolio that constantly evolves.')
  })

  it.each([
    ['section VII', 'VII. Technical assistance in combating trafficking in persons', 37, 41],
    ['chapter X', 'X. Emerging crimes', 55, 58],
    ['Part VIII', 'VIII. Technical assistance to enhance the response', 42, 50],
    ['summarize section V', 'V. Improving law enforcement cooperation', 23, 33],
    ['Summarize section V for me', 'V. Improving law enforcement cooperation', 23, 33],
    ['tell me section x again', 'X. Emerging crimes', 55, 58],
    ['section 9', 'IX. Trafficking in firearms', 51, 54],
    ['the fifth section', 'V. Improving law enforcement cooperation', 23, 33],
    ['the firearms section', 'IX. Trafficking in firearms', 51, 54],
    ['section on the smuggling of migrants', 'VIII. Technical assistance', 42, 50],
    ['Emerging crimes', 'X. Emerging crimes', 55, 58],
    ['XI. Conclusion', 'XI. Conclusion', 59, 60],
    ['the conclusion', 'XI. Conclusion', 59, 60],
    ['the introduction', 'I. Introduction', 1, 3],
  ])('gives a section’s title, range and a line for each paragraph: %s', async (...row) => {
    const [question, title, first, last] = row
    const answer = await ask(question)
    if (answer.kind !== 'answered') throw new Error(`Refused: ${answer.text}`)
    const [heading, ...lines] = answer.sentences
    expect(heading.text.startsWith(title)).toBe(true)
    expect(heading.text).toContain(`(paragraphs ${first} to ${last})`)
    expect(lines.map(({ passages }) => passages[0].paragraph)).toEqual(
      Array.from({ length: last - first + 1 }, (_, at) => first + at),
    )
  })

  it.each(['CTOC/COP/2012/10', 'undocs.org/en/CTOC/COP/2012/10'])(
    'gives the sections of the document that it names alone: %s',
    async (question) => {
      const answer = await ask(question)
      expect(answer).toMatchObject({ kind: 'answered', sentences: { length: 11 } })
      expect(textOf(answer)).toContain('XI. Conclusion (paragraphs 59 to 60)')
    },
  )
})

describe('a place that doesn’t exist', () => {
  it.each([
    ['para. 25 (e)', 'Paragraph 25 has (a) to (d); there is no (e).'],
    ['para. 14 (a)', 'Paragraph 14 has no sub-paragraphs; there is no (a).'],
    ['paragraph 0', 'The report has paragraphs 1 to 60; there is no paragraph 0.'],
    ['para. 61', 'The report has paragraphs 1 to 60; there is no paragraph 61.'],
    ['In paragraph 75, how much heroin?', 'there is no paragraph 75.'],
    ['section XV', 'The report has sections I to XI; there is no other.'],
  ])('is said with what does: %s', async (question, text) => {
    const answer = await ask(question)
    expect(answer.kind).toBe('not-found')
    expect(textOf(answer)).toContain(text)
  })

  it.each([
    ['58 to 62', '58 59 60', 'Paragraph 60 is the last.'],
    ['paras 13 and 25 (e)', '13', 'Paragraph 25 has (a) to (d); there is no (e).'],
  ])('is said behind what is shown: %s', async (question, places, remark) => {
    const answer = await ask(question)
    expect(placesOf(answer)).toBe(places)
    expect(answer).toMatchObject({ remark })
  })
})

describe('a message that leans on the last place', () => {
  it.each([
    ['para. 25 (a)', 'And (c)?', '25c'],
    ['para. 14', 'and 15?', '15'],
    ['para. 61', '60', '60'],
    ['para. 14', 'the next paragraph?', '15'],
    ['para. 14', 'the previous one', '13'],
    ['How much cocaine was seized in 2011?', 'the next paragraph', '30'],
    ['How much cocaine was seized in 2011?', 'show me the whole paragraph', '29'],
  ])('after “%s” shows: %s', async (before, question, places) => {
    expect(placesOf(await ask(before, question))).toBe(places)
  })

  it('takes a number alone for none after another answer', async () => {
    const answer = await ask('How much cocaine was seized in 2011?', 'and 15?')
    expect(placesOf(answer)).not.toBe('15')
  })
})

describe('a question about a place', () => {
  it.each([
    ['in paragraph 29, how much heroin?', '29', '666.9 kg of heroin'],
    ['How many countries are covered in section IX?', '53', 'Uruguay'],
    ['in the conclusion, how do criminals stay ahead?', '59', 'technology'],
    ['what does paragraph 14 say about piracy?', '14', 'Developing criminal intelligence'],
  ])('is answered from there: %s', async (question, places, words) => {
    const answer = await ask(question)
    expect(placesOf(answer)).toBe(places)
    expect(textOf(answer)).toContain(words)
  })
})

describe('other numbers', () => {
  it.each([
    '2012',
    '12 kg',
    'resolution 5/6',
    'resolution 5/6, paragraph 2',
    'paragraph 2 of resolution 5/6',
    'CTOC/COP/2012/9, para. 14',
    'the first part of 2011',
    'In part I would like to know about piracy',
    'How many countries take part in 5 regional programmes?',
  ])('name no place: %s', async (question) => {
    const answer = await ask(question)
    expect(['2', '5', '12', '14', '1 2 3']).not.toContain(placesOf(answer))
  })
})

describe('a search', () => {
  it.each([
    ['14', 'CTOC/COP/2012/10, para. 14'],
    ['para. 25 (c)', 'CTOC/COP/2012/10, para. 25'],
    ['§ 14', 'CTOC/COP/2012/10, para. 14'],
  ])('finds the paragraph that is typed: %s', async (text, label) => {
    const [item] = await expert.find({ shelf: 'passage', text, skip: 0, count: 1 })
    expect(item).toMatchObject({ passage: { label } })
  })
})
