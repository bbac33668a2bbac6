import { beforeAll, describe, expect, it } from 'vitest'
import type { Expert } from '../../adapters/open-assistant.js'
import { converse, openRealAssistant } from '../helpers/real-assistant.js'

let assistant: Expert
beforeAll(async () => {
  assistant = await openRealAssistant()
}, 120_000)

/** The lead as sentences. */
async function leadOf(question: string): Promise<string[]> {
  const answer = await converse(assistant, question)
  if (answer.kind !== 'answered') throw new Error(`“${question}” is not answered.`)
  return answer.sentences.slice(0, answer.lead).map(({ text }) => text)
}

describe('an answer says nothing twice', () => {
  it.each([
    [
      'Which process is the voluntary reporting mechanism in South-East Asia meant to support, and how?',
      /Bali Process/,
    ],
    ['Which resolution asked for help against fake medicines, and which body passed it?', /20\/6/],
    ['What is the film on migrant smuggling made in 2011 called?', /Ways and Means/],
  ])('asked “%s”', async (question, key) => {
    const lead = await leadOf(question)
    expect(lead.filter((sentence) => key.test(sentence))).toHaveLength(1)
  })

  it('and a fuller sentence takes the place of its fragments', async () => {
    const lead = await leadOf(
      'How many cases did Sierra Leone’s unit look into in 2011, and how many convictions came of them?',
    )
    expect(lead.join(' ')).toMatch(/113 criminal cases/)
    expect(lead.filter((sentence) => sentence.includes('25 convictions'))).toHaveLength(1)
  })

  it('but a number or a name of its own is never lost to one that is like it', async () => {
    const text = await leadOf(
      '1. Where was the conference on piracy money of May 2011 held?\n2. Where was the second one held?',
    )
    expect(text.join(' ')).toMatch(/Nairobi.*Djibouti/s)
  })
})
