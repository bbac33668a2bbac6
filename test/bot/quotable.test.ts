import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answered } from '../../bot/answer/answer.js'
import type { Assistant } from '../../bot/assistant.js'
import { CitedSentence, unsupported } from '../../knowledge/citation/sentence.js'
import { otherNames } from '../../knowledge/entities/open-names.js'
import { buildGazetteer } from '../../knowledge/entities/gazetteer.js'
import { openReport } from '../helpers/report.js'
import { converse, openRealAssistant } from '../helpers/real-assistant.js'

const { facts } = await openReport()
const otherwise = otherNames(facts.all, buildGazetteer(facts.all))
/** A passage bears out also where it stands: a heading names its section and paragraphs. */
const known = (one: Parameters<typeof otherwise>[0]) => [
  ...otherwise(one),
  one.section,
  String(one.paragraph),
]
/** How many entries a list has is counted, each entry by its own passage. */
const counted = /^(?:All|The report names) \d+ /
const phrasings = [...facts.phrasings.values()].flat().map(({ text }) => text)
const gapQuestions = facts.gaps.flatMap(({ questions }) => questions)

let assistant: Assistant
beforeAll(async () => {
  assistant = await openRealAssistant()
})

const passage = {
  document: 'X',
  section: '',
  form: '{document}, {places}.',
  paragraph: 29,
  text: 'Cocaine: 9,219 kg. Heroin: 666.9 kg.',
}
const sentenceOf = (text: string) => {
  const sentence = CitedSentence.verify(text, [passage])
  if (!sentence) throw new Error(`“${text}” should have been borne.`)
  return sentence
}

describe('an answer', () => {
  it('cannot be written down with a sentence that nobody checked', () => {
    const rest = { kind: 'answered', layout: 'prose', facts: [], language: 'en' } as const
    const unchecked = { text: 'Trust me.', passages: [passage] }
    // @ts-expect-error an object that looks like a cited sentence is none
    const forged: Answered = { ...rest, suggestions: [], ranking: [], sentences: [unchecked] }
    // @ts-expect-error an answer without sentences doesn't exist
    const empty: Answered = { ...rest, suggestions: [], ranking: [], sentences: [] }
    expect([forged.sentences.length, empty.sentences.length]).toEqual([1, 0])
  })

  it('whatever is asked, rests on passages that bear every number and name of it', async () => {
    const asked = fc.oneof(
      fc.constantFrom(...phrasings),
      fc.constantFrom(...gapQuestions),
      fc.string().filter((text) => text.trim() !== ''),
    )
    await fc.assert(
      fc.asyncProperty(asked, async (question) => {
        const answer = await converse(assistant, question)
        for (const { text, passages } of answer.kind === 'answered' ? answer.sentences : []) {
          expect(passages.length).toBeGreaterThan(0)
          expect(counted.test(text) ? [] : unsupported(text, passages, known)).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a reckoned sentence', () => {
  const terms = [
    { value: 9219, sentence: sentenceOf('Cocaine: 9,219 kg.') },
    { value: 666.9, sentence: sentenceOf('Heroin: 666.9 kg.') },
  ]

  it('shows what verified numbers come to', () => {
    const sum = CitedSentence.reckon(
      'sum',
      terms,
      (result) => `9,219 kg and 666.9 kg come to ${result} kg.`,
    )
    expect(sum?.text).toBe('9,219 kg and 666.9 kg come to 9,885.9 kg.')
    expect(CitedSentence.reckon('difference', terms, (result) => result)?.text).toBe('8,552.1')
    expect(CitedSentence.reckon('count', terms, (result) => result)?.text).toBe('2')
  })

  it('is not made with a term that its sentence does not state', () => {
    const wrong = [{ value: 9220, sentence: sentenceOf('Cocaine: 9,219 kg.') }]
    expect(CitedSentence.reckon('sum', wrong, (result) => result)).toBeUndefined()
  })

  it('is not made with another number or name that stands nowhere, nor from nothing', () => {
    expect(CitedSentence.reckon('sum', terms, (result) => `${result} in 2013`)).toBeUndefined()
    expect(CitedSentence.reckon('count', [], (result) => result)).toBeUndefined()
  })
})
