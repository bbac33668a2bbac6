import { describe, expect, it } from 'vitest'
import type { Incoming } from '../../bot/body.js'
import { readMessage } from '../../bot/message.js'

const read = (text: string | undefined, more: Partial<Incoming> = {}) =>
  readMessage({ text, ...more }, 20)

const mentionOf = (id: string) => ({ type: 'mention', text: '<at>Bot</at>', mentioned: { id } })

describe('readMessage', () => {
  it.each([
    ['help', 'help'],
    [' Help ', 'help'],
    ['/help', 'help'],
    ['?', 'help'],
    ['/sources', 'sources'],
    ['Sources', 'sources'],
    ['/cite', 'cite'],
    ['cite', 'cite'],
    ['/SOURCES', 'sources'],
    ['', 'empty'],
    [' \n\t ', 'empty'],
    ['\u0000\u0007', 'empty'],
    ['🙂🙂', 'empty'],
    ['👩‍👩‍👧', 'empty'],
    ['...', 'empty'],
    [undefined, 'empty'],
    ['toString', 'question'],
    ['helpful manuals', 'question'],
  ])('takes %j for %s', (text, kind) => {
    expect(read(text).kind).toBe(kind)
  })

  it.each([
    ['control characters', 'a\u0000b\u0007c\u001b[0m', 'abc[0m'],
    ['half a character', 'a\ud83d b', 'a b'],
    ['lines and tabs', 'a\r\n\tb', 'a b'],
    ['a byte order mark', '\ufeffa', 'a'],
  ])('cleans %s away', (_, text, clean) => {
    expect(read(text)).toEqual({ kind: 'question', text: clean })
  })

  it.each(['كم ضُبط؟', '扣押了多少可卡因', 'नमस्ते', 'می‌خواهم'])('keeps %s', (text) => {
    expect(read(text)).toEqual({ kind: 'question', text })
  })

  it('counts characters as a reader does', () => {
    expect(read('é'.repeat(20)).kind).toBe('question')
    expect(read('𝐀'.repeat(20)).kind).toBe('question')
    expect(read('a'.repeat(21))).toEqual({ kind: 'too-long', length: 21 })
  })

  const file = { contentType: 'image/png', contentUrl: 'https://x' }
  const html = (content: string) => ({ contentType: 'text/html', content })

  it('takes a message with only an attachment for one without text', () => {
    expect(read(undefined, { attachments: [file] })).toEqual({ kind: 'no-text' })
    expect(read(undefined, { submitted: true })).toEqual({ kind: 'no-text' })
    const attachments = [file]
    expect(read('How?', { attachments })).toEqual({ kind: 'question', text: 'How?', leftOut: true })
  })

  it.each([
    ['it&#39;s', 'it’s'.replace('’', "'")],
    ['C&ocirc;te', 'Côte'],
    ['&quot;a&quot; &amp; b', '"a" & b'],
    ['&apos;a&apos;', "'a'"],
    ['a&nbsp;b', 'a b'],
    ['a &#x2013; b', 'a – b'],
    ['AT&T', 'AT&T'],
    ['a <b and 5 < 6', 'a <b and 5 < 6'],
    ['<b>a</b> <!--c-->', '<b>a</b> <!--c-->'],
    ['a &lt; b', 'a < b'],
  ])('reads %s as %s', (text, plain) => {
    expect(readMessage({ text }, 50)).toEqual({ kind: 'question', text: plain })
  })

  describe('of the bot’s mention', () => {
    it.each([
      ['<at>Bot</at> a <at>Bot</at>', { text: '<at>Bot</at>', name: 'Bot' }],
      ['<at>Bot</at> a', { text: null, name: 'Bot' }],
      ['<at>Bot</at> a', { name: 'Bot' }],
      ['<at>R&amp;D</at> a', { text: '<at>R&D</at>', name: 'R&D' }],
      ['<at>R&D</at> a', { text: '<at>R&amp;D</at>', name: 'R&D' }],
      ['<at>Bot</at> a', { text: '<at>Bot</at>', name: 'The bot' }],
      ['@Bot a', { text: '@Bot', name: 'Bot' }],
      ['<at>Bot</at> a', { text: '  ', name: 'Bot' }],
    ])('leaves nothing: %s, mentioned as %j', (text, { name, ...mentioned }) => {
      const entity = { type: 'mention', ...mentioned, mentioned: { id: 'bot', name } }
      const more = { entities: [entity], bot: 'bot', isGroup: true }
      expect(read(text, more)).toEqual({ kind: 'question', text: 'a' })
    })

    it('leaves its name where it is said', () => {
      const entities = [{ type: 'mention', text: null, mentioned: { id: 'bot', name: 'CTOC' } }]
      const text = '<at>CTOC</at> CTOC/COP?'
      expect(read(text, { entities, bot: 'bot' })).toMatchObject({ text: 'CTOC/COP?' })
    })

    it('alone, with the HTML of Teams or without, asks for help', () => {
      const entities = [mentionOf('bot')]
      const more = { entities, bot: 'bot', isGroup: true }
      const span =
        '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Bot</span>'
      const attachments = [html(`<div>${span}&nbsp;</div>`)]
      expect(read('<at>Bot</at>', more).kind).toBe('help')
      expect(read('<at>Bot</at> ', { ...more, attachments }).kind).toBe('help')
    })
  })

  it('keeps the words of someone else’s mention', () => {
    const entities = [mentionOf('someone')]
    const text = '<at>Bot</at> a'
    expect(read(text, { entities, bot: 'bot' })).toEqual({ kind: 'question', text: 'Bot a' })
  })

  it('reads a text that is HTML, attached or declared', () => {
    const content = '<div><style>p {}</style><p>How<br>much&#63;</p></div>'
    const question = { kind: 'question', text: 'How much?' }
    expect(read('', { attachments: [html(content)] })).toEqual(question)
    expect(read(undefined, { attachments: [html(''), html(content)] })).toEqual(question)
    expect(read(content, { format: 'xml' })).toEqual(question)
    expect(read('', { attachments: [html('<p>&nbsp;</p>')] }).kind).toBe('empty')
  })

  describe('of a quotation', () => {
    const reply = (quoted: string, said: string) =>
      `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="17"><strong itemprop="mri" itemid="28:b">Bot</strong><span itemprop="time" itemid="17">10:00</span><p itemprop="preview">${quoted}</p></blockquote><p>${said}</p>`
    const both = { kind: 'question', text: 'And there?', quoted: 'In Panama.' }

    it.each([
      [
        'in the HTML of Teams',
        'Bot In Panama. And there?',
        [html(reply('In Panama.', 'And there?'))],
      ],
      ['in the text', reply('In Panama.', 'And there?'), []],
      ['as Markdown', '> In Panama.\n\nAnd there?', []],
      ['as Markdown of two lines', '>In\r\n> Panama.\nAnd there?', []],
      ['as Markdown with references', '&gt; In Panama.\nAnd there?', []],
      ['inside its mark', '<quoted messageId="17">In Panama.</quoted> And there?', []],
    ])('%s reads the question behind it, and keeps it apart', (_, text, attachments) => {
      expect(read(text, { attachments })).toEqual(both)
    })

    it('named beside the text takes its words from there', () => {
      const quotedReply = { messageId: '17', preview: 'In Panama.' }
      const entities = [{ type: 'quotedReply', quotedReply }]
      expect(read('<quoted messageId="17"/> And there?', { entities })).toEqual(both)
      const text = '<quoted messageId="17"/> And there?'
      expect(read(text)).toEqual({ kind: 'question', text: 'And there?' })
    })

    it('reads a command behind it', () => {
      expect(read('> In Panama.\nsources').kind).toBe('sources')
    })

    it('reads it as the question where there is nothing else', () => {
      expect(read('> In Panama?')).toEqual({ kind: 'question', text: 'In Panama?' })
    })
  })

  it('leaves a text alone that is longer than any channel takes', () => {
    const text = '&amp;'.repeat(20_000)
    expect(read(text)).toEqual({ kind: 'too-long', length: 100_000 })
  })

  it.each([
    null,
    1,
    {},
    { type: 'mention' },
    { type: 'mention', text: '', mentioned: { id: 'bot' } },
  ])('passes over the entity %j', (entity) => {
    expect(read('a', { entities: [entity], bot: 'bot' })).toEqual({ kind: 'question', text: 'a' })
  })
})
