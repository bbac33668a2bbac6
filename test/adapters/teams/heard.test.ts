import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../../prompts/words.js'
import { cocaine, FakeAssistant, unsourced } from '../../fakes/assistant.js'
import { containing } from '../../fakes/matchers.js'
import { openRealAssistant } from '../../helpers/real-assistant.js'
import { teamsActivity, teamsMessage, type TeamsActivity } from '../../fakes/teams-activities.js'
import { teamsLines, type TeamsLine } from '../../fakes/teams-lines.js'
import { tools } from '../../browser/canned.js'

const bot = { id: '28:00000000-0000-0000-0000-00000000000a', name: 'Report assistant' }
const html = (content: string) => [{ contentType: 'text/html', content }]
const file = {
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  name: 'a.docx',
  content: { downloadUrl: 'https://x', fileType: 'docx' },
}
const quoted = (said: string, question: string) =>
  `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="17"><strong itemprop="mri" itemid="${bot.id}">Report assistant</strong><span itemprop="time" itemid="17"></span><p itemprop="preview">${said}</p></blockquote><p>${question}</p>`

describe.each(teamsLines)('what Teams sends, %s,', (_, open) => {
  const entries = Array.from({ length: 9 }, (_entry, at) => `tool-${at}`)
  const assistant = new FakeAssistant((text) => {
    if (text.includes('hello')) return unsourced('smalltalk', 'Good day.')
    if (!text.includes('many')) return cocaine()
    return { ...tools(9), exhibits: { entries, sheets: [], figures: [] } }
  })
  let line: TeamsLine
  beforeAll(async () => (line = await open({ assistant })))
  afterAll(() => line.close())

  const shownFor = async (activity: TeamsActivity) =>
    (await line.deliver(activity)).shown.map((one) => one.activity)
  const asked = () => assistant.asked.at(-1)

  it.each([
    ['null', null, '<at>Report assistant</at> How much?'],
    ['absent', undefined, '<at>Report assistant</at> How much?'],
    ['written otherwise', '<at>Report &amp; assistant</at>', '<at>Report assistant</at> How much?'],
    ['spaces', '   ', '<at>Report assistant</at>   How much?'],
  ])('a mention whose text is %s addresses the bot', async (_kind, text, said) => {
    const entities = [{ type: 'mention', text, mentioned: bot }]
    expect(await shownFor(teamsActivity('groupChat', { text: said, entities }))).toHaveLength(1)
    expect(asked()?.text).toBe('How much?')
  })

  it.each(['personal', 'groupChat', 'channel'] as const)(
    'character references in a %s are read as characters',
    async (scope) => {
      await shownFor(teamsMessage(scope, 'What&#39;s C&ocirc;te&nbsp;d&apos;Ivoire&#x3f;'))
      expect(asked()?.text).toBe("What's Côte d'Ivoire?")
    },
  )

  it('a message that is HTML alone is answered', async () => {
    const attachments = html('<div><p>How&nbsp;<b>much</b>?</p></div>')
    await shownFor(teamsActivity('personal', { attachments }))
    expect(asked()?.text).toBe('How much?')
    await shownFor(teamsActivity('personal', { text: '', attachments }))
    expect(asked()?.text).toBe('How much?')
  })

  it.each(['groupChat', 'channel'] as const)(
    'a bare mention in a %s, which comes with its HTML, gets help',
    async (scope) => {
      const span = '<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">'
      const attachments = html(`<div><div>${span}Report assistant</span>&nbsp;</div></div>`)
      const [help] = await shownFor(teamsMessage(scope, '', { attachments }))
      expect(help?.text).toBe(words.bot.help)
      expect((await shownFor(teamsMessage(scope, '')))[0]?.text).toBe(words.bot.help)
    },
  )

  it('the HTML beside a text is no file', async () => {
    const attachments = html('<p>How much?</p>')
    const [answer] = await shownFor(teamsMessage('personal', 'How much?', { attachments }))
    expect(answer?.text).not.toContain(words.bot.leftOut)
  })

  it('a reply that quotes is the question behind the quotation', async () => {
    const content = quoted('In 2011, 9,219 kg of cocaine were seized. [1]', 'is this correct?')
    const text = 'Report assistant In 2011, 9,219 kg of cocaine were seized. [1] is this correct?'
    await shownFor(teamsMessage('personal', text, { attachments: html(content) }))
    expect(asked()).toMatchObject({
      text: 'is this correct?',
      history: [{ question: 'In 2011, 9,219 kg of cocaine were seized. [1]' }],
    })
  })

  it('a reply that quotes is remembered without the quotation', async () => {
    const message = teamsMessage('personal', '> In Panama.\n\nHow much?')
    const { conversation } = message
    await shownFor(message)
    await shownFor(teamsMessage('personal', 'and then?', { conversation }))
    expect(asked()?.history.map(({ question }) => question)).toEqual(['How much?'])
  })

  it.each(['personal', 'groupChat'] as const)(
    'a text with a file in a %s is answered, and one sentence says that the file was left out',
    async (scope) => {
      const [answer, ...more] = await shownFor(
        teamsMessage(scope, 'How much?', { attachments: [file] }),
      )
      expect(answer?.text).toBe(
        `In 2011, 9,219 kg of cocaine were seized. [1]\n\n${words.bot.leftOut}`,
      )
      expect(more).toEqual([])
    },
  )

  it('a text with a file that is answered by a card says so behind the card', async () => {
    const [card, note] = await shownFor(teamsMessage('personal', 'many', { attachments: [file] }))
    expect(card?.attachments).toHaveLength(1)
    expect(note).toMatchObject({ text: words.bot.leftOut })
  })

  it('a file alone is told that text is read', async () => {
    const [answer] = await shownFor(teamsActivity('personal', { attachments: [file] }))
    expect(answer?.text).toBe(words.bot.noText)
  })

  it('any number of mentions is read, and what is no mention stays', async () => {
    const stranger = { type: 'mention', text: '<at>R</at>', mentioned: { id: '29:r', name: 'R' } }
    const spaces = { type: 'mention', text: ' '.repeat(50), mentioned: bot }
    const entities = [...Array<object>(700).fill(stranger), ...Array<object>(700).fill(spaces)]
    const text = `${'<at>Report assistant</at> '.repeat(300)}${'a '.repeat(200)}?`
    await shownFor(teamsActivity('groupChat', { text, entities }))
    expect(asked()?.text).toBe(`${'a '.repeat(200)}?`)
  })

  it('what is kept with feedback is the question as it was read', async () => {
    const question = teamsMessage('groupChat', 'How&nbsp;much?')
    const { conversation } = question
    await line.deliver(question)
    const replyToId = line.shown.at(-1)?.id
    const value = { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{}' } }
    const invoke = { type: 'invoke', name: 'message/submitAction', value, conversation, replyToId }
    await line.deliver(teamsActivity('groupChat', invoke))
    expect(line.feedback.entries.at(-1)).toMatchObject({ question: 'How much?' })
  })

  it('small talk has no thumbs', async () => {
    const [answer] = await shownFor(teamsMessage('personal', 'hello'))
    expect(answer?.text).toBe('Good day.')
    expect(answer?.channelData).toBeUndefined()
  })
})

describe('a quotation and few words, with the real assistant,', () => {
  let line: TeamsLine
  beforeAll(async () => {
    const [[, open] = []] = teamsLines
    if (open === undefined) throw new Error('There is no line.')
    line = await open({ assistant: await openRealAssistant() })
  })
  afterAll(() => line.close())

  const said = 'In 2011, the CCP seizures included 9,219 kg of cocaine.'
  it.each([
    [quoted(said, 'is this correct?')],
    [quoted(said, 'Where does it say that?')],
    [`> ${said}\n\nis this correct?`],
    [`> ${said}\n\nand how much heroin?`],
  ])('are answered from what is quoted: %s', async (text) => {
    const { shown } = await line.deliver(teamsMessage('personal', text))
    expect(shown[0]?.activity.entities?.[0]).toMatchObject({
      citation: [{ appearance: { name: containing('para. 29') } }],
    })
  })

  it('that ask something else are answered for themselves', async () => {
    const text = `> ${said}\n\nWhich manuals deal with the smuggling of migrants?`
    const { shown } = await line.deliver(teamsMessage('personal', text))
    expect(shown[0]?.activity.entities?.[0]).toMatchObject({
      citation: [{ appearance: { name: containing('para. 49') } }],
    })
  })
})
