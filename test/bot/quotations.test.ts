import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../knowledge/search/sentences.js'
import { quotedIn } from '../../bot/question/quoted-passages.js'
import { citedIn, openRealAssistant } from '../helpers/real-assistant.js'
import { openReport } from '../helpers/report.js'

const assistant = await openRealAssistant()
const { passages } = await openReport()
const whole = passages.flatMap((passage) =>
  sentencesOf(passage.text)
    .filter((sentence) => sentence.split(/\s+/).length >= 8)
    .map((sentence) => ({ sentence, passage })),
)

describe('a sentence of the report', () => {
  it.each([
    ['alone', (sentence: string) => sentence],
    ['without its full stop', (sentence: string) => sentence.replace(/\.$/, '')],
    ['between marks', (sentence: string) => `Where does “${sentence}” stand?`],
    ['on a line of its own', (sentence: string) => `What is this?\n${sentence}`],
  ])('is found %s in the passage that it stands in', (_, write) => {
    const lost = whole.filter(({ sentence, passage }) => {
      return !quotedIn(write(sentence), passages).includes(passage)
    })
    expect(lost).toEqual([])
  })

  // One of each six: the rule is the same, and each goes through the model.
  it.each(whole.filter((_, at) => at % 6 === 0).map((one) => one))(
    'is answered from its paragraph where it is pasted: $sentence',
    async ({ sentence }) => {
      const holders = quotedIn(sentence, passages).map(({ paragraph }) => paragraph)
      const { answer } = await assistant.respond(sentence, [])
      expect(holders).toContain(citedIn(answer)[0])
    },
  )
})
