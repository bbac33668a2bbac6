import { describe, expect, it } from 'vitest'
import { changes, compare, toDifferenceTable } from '../../adapters/eval/compare.js'
import { bootstrap, mean, quantile } from '../../adapters/statistics.js'

const repeat = (value: number, times: number) => Array.from({ length: times }, () => value)

describe('the bootstrap', () => {
  it('comes near the interval that is known for a share of 80 in 100', () => {
    // Normal approximation: 0.8 ± 1.96 × √(0.8 × 0.2 / 100).
    const { low, high } = bootstrap([...repeat(1, 80), ...repeat(0, 20)])
    expect(low).toBeCloseTo(0.722, 1)
    expect(high).toBeCloseTo(0.878, 1)
  })

  it('is a point where all values are equal', () => {
    expect(bootstrap(repeat(0.5, 10))).toEqual({ low: 0.5, high: 0.5 })
  })

  it('gives the same interval for the same values', () => {
    const values = [0, 1, 1, 0, 1, 0.5]
    expect(bootstrap(values)).toEqual(bootstrap(values))
  })
})

describe('the mean and the quantile', () => {
  it('leave out what is not known', () => {
    expect(mean([1, undefined, 0])).toBe(0.5)
    expect(mean([undefined])).toBeUndefined()
  })

  it('take a value that occurred', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2)
    expect(quantile([4, 1, 3, 2], 0.99)).toBe(4)
    expect(quantile([], 0.5)).toBe(0)
  })
})

describe('the comparison of two runs', () => {
  const before = new Map([
    ['a', { correct: 1, hit1: 1 }],
    ['b', { correct: 0, hit1: 1 }],
    ['c', { correct: 0 }],
  ])
  const after = new Map([
    ['b', { correct: 1, hit1: 0 }],
    ['a', { correct: 1, hit1: 1 }],
    ['d', { correct: 0, hit1: 0 }],
  ])

  it('pairs the questions that both have', () => {
    const [correct, hit1] = compare(before, after)
    expect(correct).toMatchObject({ measure: 'correct', questions: 2, before: 0.5, after: 1 })
    expect(correct).toMatchObject({ difference: 0.5, low: 0, high: 1 })
    expect(hit1).toMatchObject({ measure: 'hit1', difference: -0.5, low: -1, high: 0 })
  })

  it('names the questions that changed', () => {
    expect(changes(before, after)).toEqual(['b: correct 0 → 1, hit1 1 → 0'])
  })

  it('is written as a table', () => {
    expect(toDifferenceTable(compare(before, after)).split('\n')[1]).toBe(
      'correct  2   0.500  1.000       0.500   0.000  1.000',
    )
  })
})
