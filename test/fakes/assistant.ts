import type { Answer } from '../../bot/answer/answer.js'
import type { Assistant, Turn } from '../../bot/assistant.js'
import card from '../../knowledge/documents/ctoc-cop-2012-10/document.json' with { type: 'json' }
import type { Passage } from '../../knowledge/citation/passage.js'
import { CitedSentence } from '../../knowledge/citation/sentence.js'

const { citation: form } = card

/** Passages in words of our own, enough to build answers from. */
export const passages = {
  seizures: passage(29, 'In 2011, 9,219 kg of cocaine were seized.'),
  ports: passage(29, 'In 2011, 9,219 kg of cocaine were seized.', 'a'),
  tools: passage(25, 'The tools are: (a) a manual on *witness* protection.', 'a'),
}

/** Answers every question alike and remembers what it was asked. */
export class FakeAssistant implements Assistant {
  readonly asked: { text: string; history: readonly Turn[] }[] = []

  constructor(private readonly reply: (text: string) => Answer | Promise<Answer> = cocaine) {}

  async respond(text: string, history: readonly Turn[]) {
    this.asked.push({ text, history })
    const answer = await this.reply(text)
    return {
      answer,
      turn: {
        question: text,
        explicit: text,
        places: answer.ranking,
        told: answer.kind === 'answered' ? answer.told : [],
      },
    }
  }
}

/** An answer of one sentence that rests on paragraph 29. */
export function cocaine(): Answer {
  const sentences = [cited('In 2011, 9,219 kg of cocaine were seized.', passages.seizures)] as const
  const suggestions = ['And in 2010?']
  return {
    kind: 'answered',
    language: 'en',
    suggestions,
    ranking: [{ document: 'CTOC/COP/2012/10', paragraph: 29 }],
    sentences,
    lead: 1,
    layout: 'prose',
    told: ['cocaine'],
    facts: [],
  }
}

/** An answer without a source. */
export function unsourced(kind: 'not-found' | 'clarify' | 'smalltalk', text: string): Answer {
  return { kind, language: 'en', suggestions: [], ranking: [], text }
}

/** A sentence that its passages bear out; anything else is a fault of the test. */
export function cited(text: string, ...from: Passage[]): CitedSentence {
  const sentence = CitedSentence.verify(text, from)
  if (sentence === undefined) throw new Error(`FakeAssistant: no passage bears out “${text}”.`)
  return sentence
}

function passage(paragraph: number, text: string, subparagraph?: string): Passage {
  const place = { document: 'CTOC/COP/2012/10', section: 'V. Crime', form, paragraph, text }
  return subparagraph === undefined ? place : { ...place, subparagraph }
}
