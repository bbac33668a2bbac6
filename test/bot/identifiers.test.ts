import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactNamesIn } from '../../bot/question/exact-names.js'
import { identifiersIn } from '../../bot/question/identifiers.js'
import { citedIn, openRealAssistant, textOf } from '../helpers/real-assistant.js'
import { openReport } from '../helpers/report.js'

const report = await openReport()
const knowledge = { documents: [report], passages: report.passages } as const
const heldIn = (text: string) => [
  ...new Set(exactNamesIn(text, knowledge).passages.map(({ paragraph }) => paragraph)),
]
const missingIn = (text: string) => exactNamesIn(text, knowledge).missing.map(({ name }) => name)

describe('what a text names exactly', () => {
  it.each([
    ['decision 4/2', [7]],
    ['DECISION 4/2', [7]],
    ['dec. 4/2 says what', [7]],
    ['decision No. 4/2', [7]],
    ['resolution 5/6', [1, 2]],
    ['res 5/6', [1, 2]],
    ['resolution no 5 / 6', [1, 2]],
    ['resolutions 5/4 and 20/6', [52, 58]],
    ['who passed 5/6 and when', [1, 2]],
    ['5/6 = what exactly?', [1, 2]],
    ['CTOC/COP/2012/7', [56]],
    ['CTOC / COP / 2012 / 7', [56]],
    ['ctoc/cop/2012/7', [56]],
    ['CTOC COP 2012 7', [56]],
    ['COP/2012/5', [43]],
    ['document 2012/2', [41]],
    ['https://undocs.org/en/CTOC/COP/2012/2', [41]],
    ['the fifth session', [1, 3]],
    ['the 6th session', [1, 41, 43, 56]],
    ['session 5', [1, 3]],
    ['COP5', [1, 3]],
    ['COP-6', [1, 41, 43, 56]],
    ['the fifth Conference of the Parties', [1, 3]],
    ['working group 5', [18]],
    ['WG5', [18]],
    ['the fifth working group', [18]],
    ['I-24/7', [25, 27]],
    ['i-24/7 system', [25, 27]],
    ['the I 24/7 network', [25, 27]],
  ])('stands for “%s” in the paragraphs %j', (text, paragraphs) => {
    expect(heldIn(text)).toEqual(paragraphs)
    expect(missingIn(text)).toEqual([])
  })

  it.each([
    ['decision 4/3', 'decision 4/3'],
    ['res. 5/7', 'resolution 5/7'],
    ['resolution No. 5/5', 'resolution 5/5'],
    ['resolution 4/2', 'resolution 4/2'],
    ['General Assembly resolution 55/25', 'resolution 55/25'],
    ['Security Council resolution 1373', 'resolution 1373'],
    ['resolution 2012/19', 'resolution 2012/19'],
    ['What does 4/3 say?', '4/3'],
    ['the fourth session', 'the fourth session'],
    ['the 7th session', 'the seventh session'],
    ['COP10', 'the tenth session'],
    ['the twenty-first session', 'the twenty-first session'],
    ['working group 4', 'working group 4'],
    ['WG 1', 'working group 1'],
    ['article 29 of the Convention', 'article 29'],
    ['art. 18', 'article 18'],
    ['CTOC/COP/2012/9', 'CTOC/COP/2012/9'],
    ['ctoc/cop/2012/9', 'CTOC/COP/2012/9'],
    ['CTOC/COP/2012/10/Add.1', 'CTOC/COP/2012/10/Add.1'],
    ['CTOC/COP/2012/75', 'CTOC/COP/2012/75'],
    ['COP/2012/9', 'COP/2012/9'],
    ['A/RES/55/25', 'A/RES/55/25'],
    ['a/res/55/25', 'A/RES/55/25'],
    ['E/CN.15/2012/3', 'E/CN.15/2012/3'],
    ['I-24/8', 'I-24/8'],
    ['project XAM/G50', 'XAM/G50'],
    ['AK-47 rifles', 'AK-47'],
    ['the 1988 Convention', 'the Convention of 1988'],
  ])('is missing for “%s”: %s', (text, name) => {
    expect(missingIn(text)).toEqual([name])
    expect(heldIn(text)).toEqual([])
  })

  it.each([
    'CTOC/COP/2012/10',
    'CTOC / COP / 2012 / 10, para. 14',
    'paragraph 14',
    'paras 5/6',
    'PARA-14',
    'Is there 24/7 support for witnesses?',
    'the advice of 2010/11',
    '4/5 of them',
    '5/6 of the countries',
    'a 3/4 majority',
    'the workshop of 03/2010',
    'on 4/5 in Vienna',
    'from 1 to 5 May 2012',
    'the period 2010-2012',
    'heroin / cocaine / 2011',
    'UNODC/CCP/2011',
    'how many sessions were held in 2011',
    'resolutions of 2010',
    'session 2012',
    'seized 9,219 kg and 666.9 kg',
    'the first strategic analysis training',
    'the second conference in Djibouti',
    'and/or',
  ])('is nothing in “%s”', (text) => {
    expect(exactNamesIn(text, knowledge)).toMatchObject({ isAny: false, passages: [], missing: [] })
  })

  it('is one that the report holds and one that it doesn’t in “decisions 4/2 and 4/4”', () => {
    expect(heldIn('decisions 4/2 and 4/4')).toEqual([7])
    expect(missingIn('decisions 4/2 and 4/4')).toEqual(['decision 4/4'])
  })

  it('only tells when something happened in “since the fifth session”', () => {
    expect(heldIn('What has been done since the fifth session?')).toEqual([])
    expect(missingIn('What was done before the fourth session?')).toEqual(['the fourth session'])
  })

  it('is offered of the same kind where it is missing', () => {
    const othersOf = (text: string) => exactNamesIn(text, knowledge).others
    expect(othersOf('decision 4/3')).toEqual(['decision 4/2'])
    expect(othersOf('resolution 4/2')).toEqual(['decision 4/2'])
    expect(othersOf('the fourth session')).toEqual(['the fifth session', 'the sixth session'])
    expect(othersOf('article 29')).toEqual([])
  })

  it('is held exactly where the number is that of the report, whatever the number', () => {
    const held = new Set(['4/2', '5/4', '5/6', '20/6'])
    const number = fc.integer({ min: 1, max: 30 })
    fc.assert(
      fc.property(number, number, fc.constantFrom('/', ' / ', ' /'), (first, second, stroke) => {
        const pair = `${first}/${second}`
        const kind = pair === '4/2' ? 'decision' : 'resolution'
        const text = `What does ${kind} ${first}${stroke}${second} say?`
        expect(missingIn(text)).toEqual(held.has(pair) ? [] : [`${kind} ${pair}`])
      }),
    )
  })

  it('is read the same with other blanks and in small letters', () => {
    const codes = fc.constantFrom('CTOC/COP/2012/2', 'CTOC/COP/2012/5', 'CTOC/COP/2012/7')
    const strokes = fc.constantFrom('/', ' / ', '/ ', ' ')
    fc.assert(
      fc.property(codes, strokes, fc.boolean(), (code, stroke, isSmall) => {
        const typed = code.replaceAll('/', stroke)
        const text = `see ${isSmall ? typed.toLowerCase() : typed}`
        expect(heldIn(text)).toEqual(heldIn(code))
      }),
    )
  })

  it('is read from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { name, number } of identifiersIn(text)) expect(name && number).not.toBe('')
      }),
    )
  })
})

describe('the assistant', async () => {
  const assistant = await openRealAssistant()

  it.each([
    ['What did the Conference decide in decision 4/3?', 'decision 4/2'],
    ['What does resolution 5/7 say?', 'resolution 5/6'],
    ['What does CTOC/COP/2012/9 deal with?', 'CTOC/COP/2012/7'],
    ['When and where was the fourth session held?', 'the fifth session'],
    ['What is working group 4 of the Contact Group?', 'working group 5'],
  ])('says of “%s” that it isn’t mentioned, and what is: %s', async (question, other) => {
    const { answer } = await assistant.respond(question, [])
    expect(answer.kind).toBe('not-found')
    expect(textOf(answer)).toContain('The report does not mention')
    expect(textOf(answer)).toContain(other)
  })

  it.each([
    ['What is CTOC / COP / 2012 / 7 about?', 56],
    ['What does resolution 5/4 say?', 52],
    ['When was the fifth session held?', 3],
    ['What does working group 5 do?', 18],
  ])('answers “%s” from paragraph %i alone', async (question, paragraph) => {
    const { answer } = await assistant.respond(question, [])
    expect(citedIn(answer)).toEqual([paragraph])
  })

  it('answers what is there and names what isn’t', async () => {
    const { answer } = await assistant.respond('What do decisions 4/2 and 4/4 request?', [])
    expect(citedIn(answer)).toEqual([7])
    expect(answer).toMatchObject({ remark: 'The report does not mention decision 4/4.' })
  })
})
