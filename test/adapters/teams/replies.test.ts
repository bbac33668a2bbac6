import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../bot/answer/answer.js'
import { words } from '../../../prompts/words.js'
import { cited, cocaine, FakeAssistant, passages, unsourced } from '../../fakes/assistant.js'
import { manual } from '../../fakes/library.js'
import { containing } from '../../fakes/matchers.js'
import { teamsMessage } from '../../fakes/teams-activities.js'
import { teamsLines, type TeamsLine } from '../../fakes/teams-lines.js'
import { tools } from '../../browser/canned.js'

/** Answers in as many ways as there are: the question names the way. */
function answers(text: string): Answer {
  if (text.includes('nothing')) return unsourced('not-found', 'The report does not say.')
  if (text.includes('tools')) return tools(Number(/\d+/.exec(text)?.[0]))
  if (text.includes('sides')) return { ...cocaine(), sentences: [both, both], lead: 2 } as Answer
  if (text.includes('model')) return { ...cocaine(), generated: true } as Answer
  const nothing = { entries: [], sheets: [], figures: [] }
  if (text.includes('publication')) {
    return { ...cocaine(), exhibits: { ...nothing, sheets: [manual] } } as Answer
  }
  if (text.includes('many')) {
    const entries = Array.from({ length: 9 }, (_, at) => `tool-${at}`)
    return { ...tools(9), suggestions: ['A?'], exhibits: { ...nothing, entries } } as Answer
  }
  return { ...cocaine(), suggestions: ['A?', 'B?', 'C?', 'D?'] }
}

const both = cited('9,219 kg of cocaine in 2011.', passages.seizures, passages.ports)

describe.each(teamsLines)('a reply in Teams, %s,', (_, open) => {
  let line: TeamsLine
  beforeAll(async () => (line = await open({ assistant: new FakeAssistant(answers) })))
  afterAll(() => line.close())

  const ask = async (text: string) => {
    const { shown } = await line.deliver(teamsMessage('personal', text))
    const [first] = shown
    if (first === undefined || shown.length > 1) throw new Error(`${shown.length} replies`)
    return first.activity
  }

  it('is one message with its citations in one root entity', async () => {
    const { type, text, textFormat, entities } = await ask('How much?')
    const shown = { type, textFormat, text }
    const sentence = 'In 2011, 9,219 kg of cocaine were seized. [1]'
    expect(shown).toEqual({ type: 'message', textFormat: 'markdown', text: sentence })
    expect(entities).toEqual([
      {
        type: 'https://schema.org/Message',
        '@type': 'Message',
        '@context': 'https://schema.org',
        '@id': '',
        citation: [
          {
            '@type': 'Claim',
            position: 1,
            appearance: {
              '@type': 'DigitalDocument',
              name: 'CTOC/COP/2012/10, para. 29',
              url: 'https://undocs.org/en/CTOC/COP/2012/10',
              abstract: 'In 2011, 9,219 kg of cocaine were seized.',
              keywords: ['CTOC/COP/2012/10', 'Section V', 'Digest'],
              image: { '@type': 'ImageObject', name: 'PDF' },
            },
          },
        ],
      },
    ])
  })

  it('bears the AI label only where a language model wrote it', async () => {
    expect(JSON.stringify(await ask('How much?'))).not.toContain('AIGenerated')
    const [entity] = (await ask('by a model')).entities ?? []
    expect(entity?.additionalType).toEqual(['AIGeneratedContent'])
  })

  it('asks for thumbs under an answer and under nothing else', async () => {
    expect((await ask('How much?')).channelData).toEqual({ feedbackLoop: { type: 'custom' } })
    expect((await ask('nothing')).channelData).toEqual({ feedbackLoop: { type: 'custom' } })
    expect((await ask('/help')).channelData).toBeUndefined()
  })

  it('offers three next questions to who asked', async () => {
    const { suggestedActions } = await ask('How much?')
    expect(suggestedActions?.to).toEqual(['29:asker'])
    expect(suggestedActions?.actions).toEqual(
      ['A?', 'B?', 'C?'].map((title) => ({ type: 'imBack', title, value: title })),
    )
  })

  it('cites nothing where the report does not say', async () => {
    const { text, entities } = await ask('nothing')
    const said = `The report does not say.\n\n${words.bot.tryAgain}`
    expect({ text, entities }).toEqual({ text: said, entities: undefined })
  })

  it('parts the marks of a sentence with two paragraphs', async () => {
    expect((await ask('both sides')).text).toMatch(/^9,219 kg of cocaine in 2011\. \[1\] \[2\] 9/)
  })

  it('writes a list without list marks, which phones lose', async () => {
    const { text, attachments } = await ask('5 tools')
    expect(text?.split('\n\n')).toHaveLength(5)
    expect(text).toMatch(/^• Manual number 1 \(manual, available\)\. \[1\]\n\n• Manual number 2/)
    expect(attachments).toBeUndefined()
  })

  it('offers its taps with the last of its messages, which would take away earlier ones', async () => {
    const last = { suggestedActions: { to: ['29:asker'], actions: [{}] } }
    for (const text of ['a publication', 'many entries', 'How much?']) {
      const { shown } = await line.deliver(teamsMessage('personal', text))
      expect(shown.at(-1)?.activity).toMatchObject(text === 'How much?' ? {} : last)
      const tapped = shown.filter(({ activity }) => activity.suggestedActions !== undefined)
      expect(tapped).toEqual(shown.slice(-1))
    }
  })

  it('comes with a card besides in a message of its own', async () => {
    const { shown } = await line.deliver(teamsMessage('personal', 'a publication'))
    const [text, card, ...more] = shown.map(({ activity }) => activity)
    expect(text).toMatchObject({ text: containing('9,219 kg'), entities: [{}] })
    expect(text?.attachments).toBeUndefined()
    expect(card?.attachments?.[0]?.content).toMatchObject({ type: 'AdaptiveCard' })
    expect({ text: card?.text, data: card?.channelData, more }).toEqual({ more: [] })
  })

  it('is a card with pages where it is a long list', async () => {
    const { text, attachments, channelData } = await ask('many entries')
    expect(text).toBeUndefined()
    expect(JSON.stringify(attachments)).toContain('1 to 6 of 9')
    expect(channelData).toEqual({ feedbackLoop: { type: 'custom' } })
  })

  it('writes out the places beyond the twentieth citation', async () => {
    const { text, entities } = await ask('23 tools')
    expect(text).toContain('Manual number 20 (manual, available). [20]\n\n')
    expect(text).toContain('Manual number 21 (manual, available). (para. 21)')
    expect((entities?.[0]?.citation as unknown[]).length).toBe(20)
  })

  it('explains itself, and lists and cites the last answer', async () => {
    const question = teamsMessage('personal', 'How much?')
    await line.deliver(question)
    const { conversation } = question
    const say = async (text: string) =>
      (await line.deliver(teamsMessage('personal', text, { conversation }))).shown[0]?.activity.text
    expect(await say('help')).toBe(words.bot.help)
    expect(await say('/sources')).toContain('[1] CTOC/COP/2012/10, para. 29: In 2011,')
    expect(await say('/cite')).toContain('(CTOC/COP/2012/10), para. 29.')
  })
})
