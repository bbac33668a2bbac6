import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitByTokens } from '../../../knowledge/model/split-by-tokens.js'

/** Two marks and one token for every four characters of a word. */
function countTokens(text: string): number {
  const words = text.match(/\S+/g) ?? []
  return 2 + words.reduce((sum, word) => sum + Math.ceil(Array.from(word).length / 4), 0)
}

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.lorem({ mode: 'sentences', maxCount: 12 }),
  fc
    .array(fc.constantFrom('One two. ', 'e.g. this', '\n\n', '  ', 'x'.repeat(40), '? ', 'é😀'))
    .map((parts) => parts.join('')),
)
const limits = fc.integer({ min: 3, max: 40 })

describe('splitting by tokens', () => {
  it('loses and moves no character but white space where pieces meet', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        let rest = text
        for (const piece of splitByTokens(text, countTokens, limit)) {
          rest = rest.trimStart()
          expect(rest.startsWith(piece)).toBe(true)
          rest = rest.slice(piece.length)
        }
        expect(rest.trim()).toBe('')
      }),
    )
  })

  it('gives no piece over the limit and none that is empty', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        for (const piece of splitByTokens(text, countTokens, limit)) {
          expect(countTokens(piece)).toBeLessThanOrEqual(limit)
          expect(piece.trim()).not.toBe('')
        }
      }),
    )
  })

  it('leaves a text that fits in one piece', () => {
    expect(splitByTokens(' One two. Three. ', countTokens, 10)).toEqual(['One two. Three.'])
  })

  it('cuts at the end of a sentence before it cuts at a word', () => {
    const text = 'We met. They went home. It rained in town all day long.'
    expect(splitByTokens(text, countTokens, 9)).toEqual([
      'We met. They went home.',
      'It rained in town all day',
      'long.',
    ])
  })

  it('cuts a word that is too long by itself at a character', () => {
    expect(splitByTokens('see abcdefghij now', countTokens, 4)).toEqual([
      'see',
      'abcdefgh',
      'ij',
      'now',
    ])
  })

  it('throws when not even one character fits', () => {
    expect(() => splitByTokens('a', countTokens, 2)).toThrow('more tokens than a piece may have')
  })
})
