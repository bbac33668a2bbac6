import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../bot/answer/answer.js'
import type { Assistant } from '../../bot/assistant.js'
import { citedIn, converse, openRealAssistant, textOf } from '../helpers/real-assistant.js'

describe('A comparison', () => {
  let assistant: Assistant
  beforeAll(async () => {
    assistant = await openRealAssistant()
  })
  const answerTo = (question: string) => converse(assistant, question)
  const remarkOf = (answer: Answer) => (answer.kind === 'answered' ? answer.remark : undefined)
  const firstOf = (answer: Answer) =>
    answer.kind === 'answered' ? answer.sentences[0].text : answer.text

  it('of figures names the larger first, with both values and what lies between them', async () => {
    const answer = await answerTo(
      'Was more cocaine or more heroin seized in ports, and by how much?',
    )
    expect(firstOf(answer)).toMatch(/cocaine.*9,219 kg.*666\.9 kg.*8,552\.1 kg/i)
    expect(textOf(answer)).toContain('666.9 kg of heroin')
  })

  it('of figures names the smaller where that is asked for', async () => {
    expect(firstOf(await answerTo('less seized: opium or heroin?'))).toMatch(
      /^Opium.* less: 30\.9 kg/,
    )
  })

  it('of counts in different paragraphs cites both', async () => {
    const answer = await answerTo(
      'Does the airport network or the container programme cover more countries?',
    )
    expect(firstOf(answer)).toMatch(/^The airport network.*19 countries.*13 countries/)
    expect(citedIn(answer).sort()).toEqual([27, 29])
  })

  it('of dates names the earlier first', async () => {
    const answer = await answerTo(
      'Which is older, the model law on firearms or the one on migrant smuggling?',
    )
    expect(firstOf(answer)).toMatch(
      /^.*Smuggling of Migrants came first: October 2010|2010 against 2011/,
    )
    expect(citedIn(answer).sort()).toEqual([46, 54])
  })

  it('decides nothing where a year is set against one of its months', async () => {
    const answer = await answerTo('Is REFCO older than the trafficking case database?')
    expect(textOf(answer)).not.toMatch(/came first|came later/)
  })

  it.each([
    ['The In-depth Training Manual versus the Basic Training Manual', ['2011', 'Mexico']],
    ['What sets decision 4/2 apart from resolution 5/4?', ['videoconferencing', 'Firearms']],
    ['Is the piracy programme unlike the container programme?', ['piracy', 'containers']],
    [
      'How do the East African and the Southern African mentors differ?',
      ['investigation', 'confiscation'],
    ],
  ])('tells both sides of “%s”', async (question, parts) => {
    const answer = await answerTo(question)
    for (const part of parts) expect(textOf(answer)).toContain(part)
  })

  it('of three countries tells each', async () => {
    const text = textOf(
      await answerTo('Liberia, Guinea-Bissau and Sierra Leone: how do their crime units differ?'),
    )
    for (const name of ['Liberia', 'Guinea-Bissau', 'Sierra Leone']) expect(text).toContain(name)
  })

  it('says which side the report lacks, and tells the other', async () => {
    const years = await answerTo('cocaine seizures 2010 vs 2011')
    expect(textOf(years)).toContain('9,219')
    expect(remarkOf(years)).toContain('2010')
    const later = await answerTo('cocaine seized in 2011 compared with 2015')
    expect(textOf(later)).toContain('9,219')
    expect(remarkOf(later)).toBe('The report dates from 2012 and says nothing of 2015.')
    const stranger = await answerTo(
      'How did the witness protection help to Kenya compare with that to Germany?',
    )
    expect(textOf(stranger)).toContain('Kenya')
    expect(remarkOf(stranger)).toBe('The report does not mention Germany.')
  })

  it('isn’t seen in a question that offers two things but asks something else', async () => {
    const answer = await answerTo('Did the cash smuggling training cover customs or police?')
    expect(answer.kind === 'answered' && answer.layout).not.toBe('comparison')
  })
})

describe('A sum', () => {
  let assistant: Assistant
  beforeAll(async () => {
    assistant = await openRealAssistant()
  })

  it.each([
    ['How many kg of cocaine and heroin together?', '9,885.9'],
    ['opium plus heroin plus cocaine kg altogether?', '9,916.8'],
    ['How much heroin and opium was seized in all?', '697.8'],
  ])('is given with its terms: “%s”', async (question, sum) => {
    const answer = await converse(assistant, question)
    expect(textOf(answer)).toContain(`come to ${sum} kg`)
    expect(citedIn(answer)).toEqual([29])
  })

  it('isn’t made of figures that may count the same thing twice', async () => {
    const answer = await converse(
      assistant,
      'How many countries do the airport network and the container programme have together?',
    )
    expect(textOf(answer)).not.toContain('32')
  })
})
