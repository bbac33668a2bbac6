import { describe, expect, it } from 'vitest'
import { buildSpelling } from '../../../knowledge/search/spelling.js'
import type { Unit } from '../../../knowledge/search/units.js'

const said = [
  'smugglina',
  'cocaine was seized',
  'cocaine seized',
  'the smuggling of cocaine is seized',
  'smuggling',
  'smuggling in Dominica',
]
const units = said.map((text): Unit => ({ text, source: 'sentence' }))
const ordinary = new Set(['raised', 'teased'])
const spelling = buildSpelling(units, (word) => ordinary.has(word), {
  names: [],
  gazetteer: () => [],
})

describe('the spelling', () => {
  it.each([
    ['coccaine', 'cocaine'],
    ['cocaien', 'cocaine'],
    ['smugling', 'smuggling'],
    ['siezed', 'seized'],
    ['smugglinx', 'smuggling'],
  ])('mends %s', (typed, meant) => {
    expect(spelling(`How much ${typed}?`)).toBe(`How much ${meant}?`)
  })

  it.each(['raised', 'teased', 'Dominica', 'smugglina', 'focaine', 'cola', 'zebra', 'cocaine'])(
    'leaves %s as it is',
    (typed) => {
      expect(spelling(typed)).toBe(typed)
    },
  )
})
