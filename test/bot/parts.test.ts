import { beforeAll, describe, expect, it } from 'vitest'
import type { Assistant } from '../../bot/assistant.js'
import { partsOf } from '../../bot/question/parts.js'
import { createAssistant } from '../../bot/turn.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { citedIn, converse, textOf } from '../helpers/real-assistant.js'
import { openRealKnowledge } from '../helpers/real-knowledge.js'

let knowledge: Knowledge
let assistant: Assistant
beforeAll(async () => {
  knowledge = await openRealKnowledge()
  assistant = createAssistant(knowledge)
})

const created = 'When was REFCO created'
const seized = 'how much cocaine was seized in 2011'

describe('two questions in one message are both answered', () => {
  it.each([
    ['with question marks', `${created}? How much cocaine was seized in 2011?`],
    ['in lines', `${created}\n${seized}`],
    ['in numbered lines', `1. ${created}?\n2. ${seized}`],
    ['behind numbers in one line', `(1) ${created} (2) ${seized}`],
    ['behind letters', `a) ${created}\nb) ${seized}`],
    ['behind bullets', `- ${created}\n- ${seized}`],
    ['with a semicolon', `${created}; ${seized}?`],
    ['with a full stop', `${created}. ${seized}.`],
    ['joined by “and”', `${created} and ${seized}?`],
    ['joined by “also”', `${created}? Also, ${seized}?`],
    ['counted', `First, when was REFCO created, and second, ${seized}?`],
    ['behind a greeting', `Good morning! ${created}? And ${seized}?`],
    ['behind an introduction', `I am preparing a briefing. ${created}? And ${seized}?`],
    ['told', `Please tell me when REFCO was created and ${seized}.`],
    ['as notes', 'REFCO creation date; cocaine seized in 2011'],
  ])('%s', async (_, message) => {
    const answer = await converse(assistant, message)
    expect(citedIn(answer)).toEqual([8, 29])
    expect(textOf(answer)).toMatch(/2011.*9,219 kg/)
    expect(answer).not.toHaveProperty('remark')
  })

  it('where one of them names a place', async () => {
    const answer = await converse(assistant, `para 26 and ${created}?`)
    expect(citedIn(answer)).toEqual([26, 8])
  })

  it('where one asks for all and the other whether one is among them', async () => {
    const answer = await converse(assistant, 'which countries are in AIRCOP, is Nigeria one?')
    expect(textOf(answer)).toMatch(/Argentina.*Nigeria is one of the 19/)
  })

  it('where the second leans on the first', async () => {
    const answer = await converse(assistant, `${created} and who belongs to it?`)
    expect(textOf(answer)).toMatch(/created in 2011.*Belize/)
  })

  it('and each list item takes the question that goes before the list', async () => {
    const answer = await converse(assistant, 'What does the report say about:\n1) Kenya\n2) Tonga')
    expect(citedIn(answer)).toEqual(expect.arrayContaining([16, 35, 19]))
  })

  it('and what leads in to them is read with the first', async () => {
    const lead =
      'There are two manuals against the smuggling of migrants, a basic and an in-depth one.'
    const answer = await converse(assistant, `${lead} What was done with the one, and for whom?`)
    expect(citedIn(answer)).toEqual([49])
  })

  it('and a statement that answers both is said once', async () => {
    const answer = await converse(assistant, `${created}? In which year was REFCO created?`)
    expect(answer).toMatchObject({ kind: 'answered', lead: 1 })
  })
})

describe('a question that the report doesn’t answer', () => {
  it('beside one that it answers is named', async () => {
    const answer = await converse(assistant, `${created}? What is the capital of Peru?`)
    expect(citedIn(answer)).toEqual([8])
    expect(answer).toHaveProperty(
      'remark',
      'On “What is the capital of Peru?”: the report does not say.',
    )
  })

  it('beside another such is not found, and both are named', async () => {
    const message = 'What is the capital of Peru? Who won the world cup?'
    const answer = await converse(assistant, message)
    expect(answer.kind).toBe('not-found')
    expect(textOf(answer)).toContain('“What is the capital of Peru?”')
    expect(textOf(answer)).toContain('“Who won the world cup?”')
  })

  it('beyond as many as are taken is named', async () => {
    const years = ['cocaine', 'heroin', 'opium', 'cannabis', 'precursor chemicals', 'morphine']
    const message = years.map((drug) => `How much ${drug} was seized?`).join(' ')
    const answer = await converse(assistant, message)
    expect(answer).toHaveProperty('remark', expect.stringContaining('“How much morphine'))
  })
})

describe('one question stays one', () => {
  it.each([
    'Hi, I am preparing a briefing. When was REFCO created?',
    'When and where was the conference on piracy money held?',
    'Which countries did the mission, which was led by UNODC, visit?',
    'Could you please tell me how the unit that was set up in Sierra Leone is doing?',
    'How many cases were there in Sierra Leone, Liberia and Guinea-Bissau?',
    'When REFCO was created, which countries joined it?',
    'What is said in paragraphs 12 and 13?',
    'Which manuals deal with trafficking in persons, firearms and the smuggling of migrants?',
    'Dear colleagues, kindly indicate where the film can be found. Thank you.',
    'Was it in 2010 or was it in 2011?',
    'How and why did it change?',
  ])('“%s”', (message) => {
    expect(partsOf(message, knowledge)).toHaveLength(1)
  })
})
