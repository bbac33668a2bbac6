import { describe, expect, it } from 'vitest'
import { readMessage, type Incoming } from '../../bot/message.js'

const read = (text: string | undefined, more: Partial<Incoming> = {}) =>
  readMessage({ text, attached: false, ...more }, 20)

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

  it('takes a message with only an attachment for one without text', () => {
    expect(read(undefined, { attached: true })).toEqual({ kind: 'no-text' })
    expect(read('How?', { attached: true }).kind).toBe('question')
  })

  it('removes the mention of the bot, however often it stands there', () => {
    const entities = [mentionOf('bot')]
    const text = '<at>Bot</at> a <at>Bot</at>'
    expect(read(text, { entities, bot: 'bot' })).toEqual({ kind: 'question', text: 'a' })
  })

  it('keeps the mention of someone else', () => {
    const entities = [mentionOf('someone')]
    const text = '<at>Bot</at> a'
    expect(read(text, { entities, bot: 'bot' })).toEqual({ kind: 'question', text })
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
