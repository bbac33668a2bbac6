import { describe, expect, it } from 'vitest'
import { commentForm } from '../../../adapters/web/web-channel.js'
import { toWebChat } from '../../../adapters/web/to-web-chat.js'
import type { Reference } from '../../../bot/references.js'
import type { Reply } from '../../../bot/reply.js'

const id = '6f1c1f8e-58a8-4c5e-9f0a-0d8c0f5b9a11'

function reference(paragraph: number, quote = 'What stands there.'): Reference {
  const document = 'CTOC/COP/2012/10'
  return { document, paragraph, label: `${document}, para. ${paragraph}`, quote }
}

function reply(text: string, more: Partial<Reply> = {}): Reply {
  return { text, references: [reference(29)], suggestions: [], ...more }
}

/** A reply that lists so many entries, each with the mark of the only reference. */
function listOf(
  count: number,
  write = (at: number) => `A manual ${at}.`,
  more: Partial<Reply> = {},
) {
  const lines = Array.from({ length: count }, (_, at) => ({ text: write(at + 1), marks: [1] }))
  const references = more.references ?? [reference(29)]
  const entries = lines.map((_, at) => `entry-${at}`)
  const exhibits = { entries, sheets: [], figures: [] }
  const text = lines.map((line) => `- ${line.text} [1]`).join('\n')
  const rest = { references, layout: 'list', exhibits, generated: false } as const
  const cited = { lines, lead: count, ...rest }
  return reply(text, { cited, ...more })
}

/** The same, led by a line that counts its entries. */
function ledListOf(count: number): Reply {
  const { text, cited, ...rest } = listOf(count)
  const lead = { text: `All ${count}:`, marks: [1] }
  if (cited === undefined) throw new Error('A list has lines.')
  const whole = { ...cited, lines: [lead, ...cited.lines], lead: count + 1 }
  return { ...rest, text: `- ${lead.text} [1]\n${text}`, cited: whole }
}

/** Every value under a name, anywhere inside. */
function all(node: unknown, name: string): unknown[] {
  if (typeof node !== 'object' || node === null) return []
  const inner: [string, unknown][] = Object.entries(node)
  return inner.flatMap(([key, value]) => [...(key === name ? [value] : []), ...all(value, name)])
}

describe('an answer', () => {
  it('has marks that open what stands there', () => {
    const { text, entities } = toWebChat(reply('So much. [1]'), id)
    expect(text).toBe('So much. [1]\n\n[1]: cite:1 "CTOC/COP/2012/10, para. 29"')
    expect(entities).toMatchObject([{ '@id': '', citation: [{ position: 1 }] }])
    expect(all(entities, 'name')).toEqual(['CTOC/COP/2012/10, para. 29'])
  })

  it('shows the passage itself, without a URL that would lead elsewhere', () => {
    const [entity] = toWebChat(reply('So much. [1]'), id).entities ?? []
    expect(all(entity, 'url')).toEqual([])
    const official = '[CTOC/COP/2012/10](https://undocs.org/en/CTOC/COP/2012/10)'
    const ownWords = 'This is a summary in our own words, not the official wording.'
    expect(all(entity, 'text')).toEqual([
      `What stands there.\n\n${ownWords}\n\nOfficial document: ${official}`,
    ])
  })

  it('shows nothing of a passage as markup', () => {
    const references = [reference(29, '<b>*bold*</b> ![x](http://x)')]
    const [entity] = toWebChat(reply('So much. [1]', { references }), id).entities ?? []
    expect(all(entity, 'text')[0]).toMatch(/^&lt;b>\\\*bold\\\*&lt;\/b> !\\\[x\\\]\(http:\/\/x\)/)
  })

  it('keeps two marks side by side apart', () => {
    const references = [reference(29), reference(30)]
    const { text } = toWebChat(reply('So much. [1][2]', { references }), id)
    expect(text?.split('\n')[0]).toBe('So much. [1] [2]')
  })

  it('has thumbs that carry its id, and taps for next questions', () => {
    const { entities, suggestedActions } = toWebChat(
      reply('So much. [1]', { suggestions: ['And then?'] }),
      id,
    )
    expect(all(entities, 'identifier')).toEqual([id, id])
    expect(suggestedActions?.actions.map(({ value }) => value)).toEqual(['And then?'])
  })

  it('without a source has thumbs but no citation', () => {
    const { text, entities } = toWebChat(reply('The report does not say.', { references: [] }), id)
    expect(text).toBe('The report does not say.')
    expect(all(entities, 'citation')).toEqual([[]])
  })
})

it('what nobody can judge has no thumbs', () => {
  expect(toWebChat(reply('Help.', { references: [] })).entities).toBeUndefined()
})

describe('a list', () => {
  it('of three stays a list, its lead no entry of it', () => {
    const { text, attachments } = toWebChat(ledListOf(3), id)
    expect(attachments).toBeUndefined()
    expect(text).toMatch(/^All 3: \[1\]\n\n- A manual 1\. \[1\]\n/)
  })

  it('of four becomes a table with the paragraphs', () => {
    const { text, attachments } = toWebChat(ledListOf(4), id)
    expect(text?.split('\n')[0]).toBe('All 4:')
    expect(all(attachments, 'text').slice(0, 4)).toEqual([
      'What the report names',
      'Para.',
      'A manual 1.',
      '29',
    ])
  })

  it('of four long sentences stays a list', () => {
    expect(
      toWebChat(
        listOf(4, () => 'Long '.repeat(40)),
        id,
      ).attachments,
    ).toBeUndefined()
  })

  it('gives what stands in brackets at every end a column', () => {
    const { attachments } = toWebChat(
      listOf(4, (at) => `Manual ${at} (manual, available).`),
      id,
    )
    expect(all(attachments, 'text').slice(3, 6)).toEqual(['Manual 1', 'manual, available', '29'])
  })

  it('of eight is folded after six, and nothing of it is posted', () => {
    const { attachments } = toWebChat(listOf(8), id)
    expect(all(attachments, 'isVisible')).toEqual([false, true, false])
    expect(all(attachments, 'actions').flat(2)).toMatchObject([
      { type: 'Action.ToggleVisibility', title: 'Show all 8' },
      { type: 'Action.ToggleVisibility', title: 'Show fewer' },
    ])
  })

  it('of seven is not folded for one entry', () => {
    expect(all(toWebChat(listOf(7), id).attachments, 'isVisible')).toEqual([])
  })

  it('names a sub-paragraph by its letter', () => {
    const references = [{ ...reference(25), subparagraph: 'a' }]
    const { attachments } = toWebChat(listOf(4, undefined, { references }), id)
    expect(all(attachments, 'text')).toContain('25 (a)')
  })
})

it('the comment form sends back the answer’s id and the comment, and nothing else', () => {
  const form = commentForm(id)
  expect(all(form, 'data')).toEqual([{ answer: id }])
  expect(all(form, 'id')).toEqual(['comment'])
})
