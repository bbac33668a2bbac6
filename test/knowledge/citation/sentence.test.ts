import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claims } from '../../../knowledge/citation/claims.js'
import { CitedSentence, unsupported } from '../../../knowledge/citation/sentence.js'

const passage = {
  document: 'CTOC/COP/2012/10',
  section: 'V. Law enforcement',
  form: 'Report ({document}), {places}.',
  paragraph: 25,
  text: 'In 2011 the unit of Sierra Leone handled 113 cases, 25 of them ending in convictions, with the Côte d’Ivoire unit to follow.',
}

describe('a sentence', () => {
  it('is made when its numbers and names stand in its passage', () => {
    const text = 'Sierra Leone handled 113 cases in 2011.'
    expect(CitedSentence.verify(text, [passage])?.passages).toEqual([passage])
  })

  it.each([
    ['a number that the passage lacks', 'Sierra Leone handled 114 cases.'],
    ['part of a number', 'Sierra Leone handled 11 cases.'],
    ['another year', 'In 2012, Sierra Leone handled 113 cases.'],
    ['another name', 'The unit of Liberia handled 113 cases.'],
    ['an acronym that the passage lacks', 'INTERPOL handled 113 cases.'],
    ['only blanks', '  '],
  ])('is not made with %s', (_, text) => {
    expect(CitedSentence.verify(text, [passage])).toBeUndefined()
  })

  it('is not made without a passage', () => {
    expect(CitedSentence.verify('Something happened.', [])).toBeUndefined()
  })

  it('may use another name that is known for the same thing', () => {
    const knownAs = () => ['SL', 'Salone']
    expect(CitedSentence.verify('SL handled 113 cases.', [passage], knownAs)).toBeDefined()
  })

  it('reads Cote d’Ivoire and straight apostrophes as the same name', () => {
    expect(unsupported("It helps Côte d'Ivoire.", [passage])).toEqual([])
  })

  it('never holds a number that stands in no passage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99999 }), (value) => {
        const made = CitedSentence.verify(`There were ${value} cases.`, [passage])
        expect(made !== undefined).toBe(['2011', '113', '25'].includes(String(value)))
      }),
    )
  })
})

describe('the claims of a text', () => {
  it.each([
    ['The film Ways and Means came out in 2011.', ['2011', 'Ways', 'Means']],
    ['They came to 9,219 kg, 30.9 kg and more.', ['9,219', '30.9']],
    ['Resolution 5/6 covers 2011-2013.', ['5/6', '2011-2013', 'Resolution']],
    ['UNODC’s mentors work there.', ['UNODC']],
    ['The work goes on. In the end it pays.', []],
  ])('of “%s” are %j', (text, expected) => {
    expect(claims(text)).toEqual(expected)
  })
})
