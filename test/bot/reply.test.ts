import { describe, expect, it } from 'vitest'
import type { Answered } from '../../bot/answer/answer.js'
import { toReply, toSources } from '../../bot/reply.js'
import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import { cited, cocaine, passages, unsourced } from '../fakes/assistant.js'

function answered(...sentences: [CitedSentence, ...CitedSentence[]]): Answered {
  return {
    kind: 'answered',
    language: 'en',
    suggestions: [],
    ranking: [],
    sentences,
    lead: sentences.length,
    layout: 'prose',
    told: [],
    facts: [],
  }
}

const { seizures, ports, tools } = passages

describe('toReply', () => {
  it('puts a mark after each sentence and numbers the paragraphs in order', () => {
    const first = cited('9,219 kg of cocaine were seized.', seizures)
    const second = cited('There is a manual.', tools)
    const third = cited('That was in 2011.', seizures)
    expect(toReply(answered(first, second, third)).text).toBe(
      '9,219 kg of cocaine were seized. [1] There is a manual. [2] That was in 2011. [1]',
    )
  })

  it('marks a sentence with every paragraph that it rests on, once each', () => {
    const { text, references } = toReply(answered(cited('In 2011.', seizures, ports, seizures)))
    expect(text).toBe('In 2011. [1][2]')
    expect(references.map(({ label }) => label)).toEqual([
      'CTOC/COP/2012/10, para. 29',
      'CTOC/COP/2012/10, para. 29 (a)',
    ])
  })

  it('quotes the passage', () => {
    expect(toReply(cocaine()).references[0]?.quote).toBe(seizures.text)
  })

  it('passes the suggestions on', () => {
    expect(toReply(cocaine()).suggestions).toEqual(['And in 2010?'])
  })

  it.each(['not-found', 'clarify', 'smalltalk'] as const)(
    'cites nothing where it is %s',
    (kind) => {
      const reply = toReply(unsourced(kind, 'Nothing stands there.'))
      expect(reply).toEqual({ text: 'Nothing stands there.', references: [], suggestions: [] })
    },
  )

  it.each([
    ['an image', '![x](http://example.org/x.png)', '!\\[x\\](http://example.org/x.png)'],
    ['HTML', '<img src=x>', '&lt;img src=x>'],
    ['a heading', '# Big\n> quote', '\\# Big\n\\> quote'],
    ['emphasis', '*a* _b_ `c` ~~d~~', '\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~'],
    ['a table', '|a|', '\\|a\\|'],
    ['an escape', '\\[a]', '\\\\\\[a\\]'],
  ])('lets %s in a text be read as it is written', (_, text, escaped) => {
    expect(toReply(unsourced('clarify', text)).text).toBe(escaped)
  })

  it('leaves an address with an underscore whole', () => {
    const text = 'See www.example.org/model_law_2012.html'
    expect(toReply(unsourced('smalltalk', text)).text).toBe(text)
  })
})

describe('toSources', () => {
  it('lists each paragraph with what stands there', () => {
    const { references } = toReply(answered(cited('A manual.', tools)))
    expect(toSources(references).text).toBe(
      'The last answer rests on:\n\n[1] CTOC/COP/2012/10, para. 25 (a): The tools are: (a) a manual on \\*witness\\* protection.',
    )
  })
})
