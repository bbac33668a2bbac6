import { describe, expect, it } from 'vitest'
import { aboutLast, penFor, toTerminal } from '../../../adapters/cli/terminal.js'
import { cocaine, unsourced } from '../../fakes/assistant.js'

const plain = penFor({})
const bold = '\u001b[1m'

describe('the terminal', () => {
  it('shows sentences with marks, their references and what to ask next', () => {
    expect(toTerminal(cocaine(), plain)).toBe(
      'In 2011, 9,219 kg of cocaine were seized. [1]\n\n[1] CTOC/COP/2012/10, para. 29\n\n→ And in 2010?',
    )
  })

  it('shows an answer without a source as it is', () => {
    expect(toTerminal(unsourced('not-found', 'The report does not say.'), plain)).toBe(
      'The report does not say.',
    )
  })

  it('has nothing to cite or quote of an answer without a source', () => {
    const answer = unsourced('smalltalk', 'Good day.')
    expect(aboutLast('cite', answer, plain)).toContain('nothing to cite')
    expect(aboutLast('sources', undefined, plain)).toContain('No answer in this conversation')
  })

  it('quotes the passages of the last answer', () => {
    expect(aboutLast('sources', cocaine(), plain)).toMatch(/para\. 29\nIn 2011, 9,219 kg/)
  })

  it.each([
    ['a terminal with colours', { isTTY: true, hasColors: () => true }, true],
    ['a terminal without, as with NO_COLOR', { isTTY: true, hasColors: () => false }, false],
    ['a pipe', {}, false],
  ])('colours on %s: %#', (_, paper, coloured) => {
    expect(penFor(paper).strong('x').startsWith(bold)).toBe(coloured)
  })
})
