import { describe, expect, it } from 'vitest'
import { toCitation } from '../../bot/citation.js'

const at = (paragraph: number, subparagraph?: string) => ({
  document: 'CTOC/COP/2012/10',
  paragraph,
  ...(subparagraph === undefined ? {} : { subparagraph }),
  label: '',
  quote: '',
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
})
