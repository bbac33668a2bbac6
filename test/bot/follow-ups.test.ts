import { beforeAll, describe, expect, it } from 'vitest'
import type { Expert } from '../../adapters/open-assistant.js'
import { readQuestions } from '../../adapters/eval/questions.js'
import { run } from '../../adapters/eval/run.js'
import { citedIn, converse, openRealAssistant, textOf } from '../helpers/real-assistant.js'

/** What test/eval/followups.jsonl measures, less what may be chance. */
const floor = 0.917 - 0.03

let assistant: Expert
beforeAll(async () => {
  assistant = await openRealAssistant()
})
const asked = async (...questions: string[]) => {
  const answer = await converse(assistant, ...questions)
  return { text: textOf(answer), cited: citedIn(answer) }
}

describe('A follow-up', () => {
  it.each([
    ['how much cannabis did the container programme seize in 2011?', 'and heroin?', '666.9'],
    ['Which conference was held in Nairobi on piracy?', 'when?', 'May 2011'],
    ['What reform is Panama making?', 'how long will it take?', 'three years'],
    ['What is the human trafficking first-aid kit?', 'For whom is it meant?', 'ront-line'],
  ])('after “%s” “%s” is read with it', async (first, second, held) => {
    expect((await asked(first, second)).text).toContain(held)
  })

  it('keeps the topic of a list where it asks for other things', async () => {
    const { text, cited } = await asked(
      'Which films on migrant smuggling were made?',
      'and manuals?',
    )
    expect(text).toContain('In-depth')
    expect(cited).toEqual([49])
  })

  it('asks for what the last question asked where it names another region', async () => {
    const first = 'What does the money-laundering mentor in Southern Africa do?'
    expect((await asked(first, 'and the one in Central America?')).cited).toEqual([31])
  })

  it('counts what the last answer spoke of, not all that the report names', async () => {
    const first = 'Who funds the project on illicit arms trafficking?'
    expect((await asked(first, 'how many countries does it cover?')).cited).toEqual([53])
  })

  it('leans on the last question over small talk', async () => {
    const first = 'What was done for prisons against piracy?'
    expect((await asked(first, 'thanks', 'and for the courts?')).cited).toContain(17)
  })

  it('is refused where the report doesn’t say', async () => {
    const answer = await converse(assistant, 'What is REFCO?', "what's its annual budget?")
    expect(answer.kind).toBe('not-found')
  })
})

describe('A whole question after an answer', () => {
  it.each([
    ['What is REFCO?', 'When was the fifth session of the Conference held?', 3],
    ['When was the Nairobi conference?', 'Where did practitioners from Portugal get trained?', 40],
    [
      'Who funds the arms trafficking project?',
      'How many mentors on money-laundering does UNODC have?',
      31,
    ],
  ])('after “%s” “%s” stands alone', async (first, second, paragraph) => {
    expect((await asked(first, second)).cited).toContain(paragraph)
  })
})

it('Follow-ups are answered as their labels ask at least as often as was measured', async () => {
  const questions = await readQuestions('test/eval/followups.jsonl')
  const scored = await run(assistant, questions, 2000)
  const right = scored.filter(({ measures: { correct } }) => correct === 1)
  expect(right.length / scored.length).toBeGreaterThanOrEqual(floor)
})
