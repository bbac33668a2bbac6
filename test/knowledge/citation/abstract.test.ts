import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abstractOf } from '../../../knowledge/citation/abstract.js'

const filler = 'Ministers spoke of training and of trust, and of what remains to be done there. '
const most = 160
const shownOf = (passage: string, said: string) =>
  abstractOf(passage, { said, most }).slice(0, most)

describe('the abstract of a passage', () => {
  it.each([
    ['the first sentence', 'It seized 9,219 kg in 2011. ', filler.repeat(5)],
    ['a later one', filler.repeat(5), 'It seized 9,219 kg in 2011. Then it rested.'],
  ])('begins with the sentence that has the figures: %s', (_, before, after) => {
    expect(shownOf(before + after, 'The programme seized 9,219 kg.')).toMatch(/^It seized 9,219 kg/)
  })

  it('begins with the sentence that has the names where there are no figures', () => {
    const passage = `${filler.repeat(3)}Panama and Honduras joined REFCO.`
    expect(shownOf(passage, 'Honduras is a member.')).toBe('Panama and Honduras joined REFCO.')
  })

  it('begins within a long sentence where its figure stands far behind', () => {
    const passage = `Among ${'many other things and '.repeat(12)}more, 9,219 kg of cocaine were seized.`
    const shown = shownOf(passage, '9,219 kg were seized.')
    expect(shown).toMatch(/^…/)
    expect(shown).toContain('9,219 kg')
  })

  it('begins at the beginning where nothing of it is a claim', () => {
    expect(shownOf(filler, 'nothing of the kind')).toBe(filler)
  })

  it('is a part of the passage, whatever they are', () => {
    const words = fc.constantFrom(
      'a',
      '29',
      'Panama',
      '9,219',
      'kg.',
      ', ',
      '; ',
      '𝐀',
      '…',
      '(',
      '5/6',
    )
    const text = fc.array(words, { maxLength: 80 }).map((all) => all.join(' '))
    fc.assert(
      fc.property(text, text, (passage, said) => {
        const shown = abstractOf(passage, { said, most })
        return passage.endsWith(shown.replace(/^…/, '')) || passage.endsWith(shown)
      }),
    )
  })
})
