import { describe, expect, it } from 'vitest'
import { toCitation } from '../../bot/citation.js'
import card from '../../knowledge/documents/ctoc-cop-2012-10/document.json' with { type: 'json' }

const at = (paragraph: number, subparagraph?: string) => ({
  document: card.symbol,
  form: card.citation,
  paragraph,
  ...(subparagraph === undefined ? {} : { subparagraph }),
  label: '',
  quote: '',
})
const other = (paragraph: number) => ({
  ...at(paragraph),
  document: 'X/1',
  form: 'Another body ({document}), {places}.',
})

describe('the reference of an answer', () => {
  it('names body, session, title, symbol and paragraph', () => {
    const reference = toCitation([at(29)])
    expect(reference).toContain('sixth session')
    expect(reference).toContain('report of the Secretariat” (CTOC/COP/2012/10), para. 29.')
  })

  it('puts several paragraphs in order, each once', () => {
    expect(toCitation([at(25, 'c'), at(12), at(25, 'c')])).toContain(', paras. 12 and 25 (c).')
  })

  it('gives each document a line in its own form, its paragraphs together', () => {
    const lines = toCitation([at(29), other(29), at(12)]).split('\n')
    expect(lines).toEqual([toCitation([at(12), at(29)]), 'Another body (X/1), para. 29.'])
  })

  it('names symbol and paragraph where an earlier release kept no form', () => {
    const { form, ...kept } = at(29)
    expect(form).toContain('{document}')
    expect(toCitation([kept])).toBe('CTOC/COP/2012/10, para. 29')
  })
})
